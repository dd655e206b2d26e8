namespace StreamEngine.Bench.Workloads;

/// <summary>A workload made ready: its rows in memory, its contenders, and what is asked of them.</summary>
/// <param name="Input">What the rows are, one line.</param>
/// <param name="Rows">How many.</param>
/// <param name="Contenders">Those that compete; the first is the engine.</param>
/// <param name="Goals">Ratios to reach.</param>
internal sealed record Arena(string Input, long Rows, IReadOnlyList<Contender> Contenders, IReadOnlyList<Goal> Goals)
{
    /// <summary>Rates to reach.</summary>
    public IReadOnlyList<RateGoal> Rates { get; init; } = [];

    /// <summary>Further figures, name and value, beyond the table's.</summary>
    public Func<IReadOnlyList<ContenderResult>, IReadOnlyList<(string Name, string Value)>> Notes { get; init; } = static _ => [];

    /// <summary>Bytes of a row that the copy of memory moves.</summary>
    public int RowBytes { get; init; } = 64;
}
