using StreamEngine.Runtime;

namespace StreamEngine.Cli.Running;

/// <summary>A finished run with what the process knows about it.</summary>
/// <param name="File">The pipeline file.</param>
/// <param name="Summary">Rows by fate.</param>
/// <param name="Allocated">Bytes allocated on the garbage-collected heap while it ran.</param>
/// <param name="PeakMemory">Most bytes the process ever held.</param>
internal sealed record RunReport(string File, RunSummary Summary, long Allocated, long PeakMemory)
{
    /// <summary>Rows per second brought in.</summary>
    public double RowsPerSecond => Summary.RowsIn / Math.Max(1e-9, Summary.Elapsed.TotalSeconds);

    /// <summary>Bytes allocated per row brought in, start-up of the run included.</summary>
    public double AllocatedPerRow => Allocated / (double)Math.Max(1, Summary.RowsIn);

    /// <summary>Whether every row has a fate. A run that failed left rows where they were: only nodes and edges of a run that ended are held to it.</summary>
    public bool IsAccounted => Summary.Unaccounted.Count == 0;

    /// <summary>Why the process ends with an error; null when it does not.</summary>
    public RunError? Error =>
        Summary.Failure is { } failure ? RunError.Of(failure)
        : IsAccounted ? null
        : new RunError(RunCodes.Unaccounted, null, $"this is a bug in the engine: rows without a fate: {string.Join("; ", Summary.Unaccounted)}", ExitCodes.RunFailed);

    /// <summary><c>ok</c>, <c>stopped</c> (drained on request) or <c>failed</c>.</summary>
    public string Status => Error is not null ? "failed" : Summary.Stopped ? "stopped" : "ok";
}
