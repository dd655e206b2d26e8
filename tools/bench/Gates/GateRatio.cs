namespace StreamEngine.Bench.Gates;

/// <summary>A stored ratio and the best that was measured now.</summary>
/// <param name="Benchmark">The benchmark.</param>
/// <param name="Name">Who against whom.</param>
/// <param name="Stored">What was reached once.</param>
/// <param name="Now">The best of all tries.</param>
/// <param name="Tries">Measurements taken.</param>
internal readonly record struct GateRatio(string Benchmark, string Name, double Stored, double Now, int Tries)
{
    /// <summary>Whether the gate closes.</summary>
    public bool IsLost => Gate.IsLost(Stored, Now);
}
