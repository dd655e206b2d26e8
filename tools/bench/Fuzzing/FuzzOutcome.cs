namespace StreamEngine.Bench.Fuzzing;

/// <summary>How a child ended.</summary>
/// <param name="Last">The file it worked at last.</param>
/// <param name="Stalled">Whether it was ended because it stood still.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Lines">What it printed.</param>
/// <param name="Errors">What it printed to standard error.</param>
internal sealed record FuzzOutcome(int Last, bool Stalled, int ExitCode, IReadOnlyList<string> Lines, string Errors)
{
    /// <summary>Whether it came to its end.</summary>
    public bool IsDone => !Stalled && ExitCode == 0;
}
