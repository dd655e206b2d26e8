namespace StreamEngine.Runtime;

/// <summary>Rows of a node by fate. Plain longs, written by the node's thread only; <c>in = used + filtered + late + rejected + error + pending</c> at every instant between two batches (DESIGN § 5).</summary>
public sealed class NodeCounters
{
    /// <summary>Rows that came in.</summary>
    public long In;

    /// <summary>Rows that became output or entered state.</summary>
    public long Used;

    /// <summary>Rows left out by <c>where</c> or by the operator's rule.</summary>
    public long Filtered;

    /// <summary>Rows for a window that had closed.</summary>
    public long Late;

    /// <summary>Rows refused by a gate.</summary>
    public long Rejected;

    /// <summary>Rows that failed.</summary>
    public long Error;

    /// <summary>Rows the operator holds, still to be decided.</summary>
    public long Pending;

    /// <summary>Rows that went out, over all ports.</summary>
    public long Out;

    /// <summary>Batches that went out with rows.</summary>
    public long Batches;

    /// <summary>Results that could not be computed, by the verb or by <c>select</c> behind it; their inputs are among the used.</summary>
    public long OutFailed;

    /// <summary>Breaks it found in the sequence of what it reads; see <see cref="Output.Gap"/>.</summary>
    public long Gaps;

    /// <summary>How often what had a break was whole again.</summary>
    public long Resyncs;

    /// <summary>Figures of the operator's own, by name; see <see cref="Output.Measure"/>.</summary>
    public readonly SortedDictionary<string, Measured> Measures = new(StringComparer.Ordinal);

    /// <summary>Adds what another counted.</summary>
    public void Add(NodeCounters other)
    {
        AddRows(other);
        AddMeasures(other);
    }

    /// <summary>Adds the rows another counted, which may be counting still.</summary>
    internal void AddRows(NodeCounters other)
    {
        In += other.In;
        Out += other.Out;
        Batches += other.Batches;
        Used += other.Used;
        Filtered += other.Filtered;
        Late += other.Late;
        Rejected += other.Rejected;
        Error += other.Error;
        Pending += other.Pending;
        OutFailed += other.OutFailed;
        Gaps += other.Gaps;
        Resyncs += other.Resyncs;
    }

    /// <summary>Adds the figures of another; on the thread that writes them.</summary>
    internal void AddMeasures(NodeCounters other)
    {
        foreach (var (name, measured) in other.Measures)
        {
            Measures[name] = Measures.GetValueOrDefault(name) + measured;
        }
    }

    /// <summary>Whether every row that came in has a fate.</summary>
    public bool Balanced => Undecided == 0;

    /// <summary>Rows that came in and have no fate yet.</summary>
    internal long Undecided => In - (Used + Filtered + Late + Rejected + Error + Pending);
}
