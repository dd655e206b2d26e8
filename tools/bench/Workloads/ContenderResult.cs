namespace StreamEngine.Bench.Workloads;

/// <summary>What was measured of one contender.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="Rows">Rows a pass.</param>
/// <param name="Median">Median ns a row over the rounds.</param>
/// <param name="Min">Least ns a row.</param>
/// <param name="Max">Most ns a row.</param>
/// <param name="BytesPerRow">Median of the managed bytes allocated a row.</param>
/// <param name="Cpu">Median processor time of all threads, ns a row.</param>
/// <param name="Rounds">ns a row of each round.</param>
internal sealed record ContenderResult(string Name, Role Role, long Rows, double Median, double Min, double Max, double BytesPerRow, double Cpu, IReadOnlyList<double> Rounds)
{
    /// <summary>Median of the managed bytes allocated a row after half of the rows had come out at <c>bench_digest</c>.</summary>
    public double LaterBytesPerRow { get; init; }

    /// <summary>Rows a second, in millions.</summary>
    public double MillionRows => 1e3 / Median;

    /// <summary>How many times as fast as another, round by round: the median.</summary>
    public double Against(ContenderResult other) => Figures.Median(Rounds.Zip(other.Rounds, (own, others) => others / own));
}
