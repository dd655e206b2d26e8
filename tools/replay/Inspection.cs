namespace StreamEngine.Replay;

/// <summary>What is in a recording.</summary>
/// <param name="File">Its path.</param>
/// <param name="Form">What it is, in words.</param>
public sealed record Inspection(string File, string Form)
{
    /// <summary>Name of the schema; null without one.</summary>
    public string? Schema { get; init; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<InspectedColumn> Columns { get; init; } = [];

    /// <summary>Rows (frames of a capture).</summary>
    public long Rows { get; init; }

    /// <summary>Smallest <c>ts</c>, ns since the epoch; null without rows or times.</summary>
    public long? First { get; init; }

    /// <summary>Largest <c>ts</c>, ns since the epoch.</summary>
    public long? Last { get; init; }

    /// <summary>Rows by kind: streams of a capture, values of an <c>action</c>, <c>state</c> or <c>side</c> column.</summary>
    public IReadOnlyDictionary<string, long> ByKind { get; init; } = new Dictionary<string, long>();

    /// <summary>Rows by symbol.</summary>
    public IReadOnlyDictionary<string, long> BySymbol { get; init; } = new Dictionary<string, long>();

    /// <summary>Depth snapshots of a capture.</summary>
    public long Snapshots { get; init; }

    /// <summary>Places where depth messages are missing, by their update ids.</summary>
    public long DepthGaps { get; init; }

    /// <summary>Rows whose time is before that of the row above.</summary>
    public long BackSteps { get; init; }

    /// <summary>The farthest a time ran back, ns.</summary>
    public long LargestBackStepNs { get; init; }

    /// <summary>The longest time without a row, ns.</summary>
    public long LongestSilenceNs { get; init; }

    /// <summary>Lines that are no rows.</summary>
    public long Damaged { get; init; }

    /// <summary>What a reader should know, a sentence each.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
