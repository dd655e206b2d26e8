namespace StreamEngine.Simulation.Cases;

/// <summary>A pipeline with everything that comes in, as a seed drew it.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="LatenessNs"><c>time.lateness</c>.</param>
/// <param name="Sources">Its sources.</param>
/// <param name="Nodes">Its other nodes, inputs first.</param>
/// <param name="Collected">Ports whose rows are compared: <c>node</c> or <c>node.port</c>.</param>
/// <param name="Schedule">How it is run.</param>
internal sealed record SimCase(
    int Seed, long LatenessNs, IReadOnlyList<SimSource> Sources, IReadOnlyList<SimNode> Nodes, IReadOnlyList<string> Collected, SimSchedule Schedule)
{
    /// <summary>What the reference gives, where it was asked already.</summary>
    public IReadOnlyDictionary<string, SimStream>? Expected { get; init; }

    /// <summary>Rows of all sources.</summary>
    public int Rows => Sources.Sum(s => s.Rows.Count);
}
