namespace StreamEngine.Bench.Benchmarks;

/// <summary>One run of the tap's benchmark.</summary>
/// <param name="Rows">Rows of the source.</param>
/// <param name="RowsPerSecond">As the summary has it.</param>
/// <param name="WorkNs">Processor time of the process, ns.</param>
/// <param name="Shown">Rows the tap showed.</param>
/// <param name="Hash">Content hash of the output.</param>
internal sealed record TapRound(long Rows, double RowsPerSecond, double WorkNs, long Shown, string Hash)
{
    /// <summary>Processor time a row.</summary>
    public double NsPerRow => WorkNs / Rows;
}
