namespace StreamEngine.Replay;

/// <summary>What is in a recording. Times in ns since the epoch, rows from 1.</summary>
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

    /// <summary>The column whose times these are: <c>ts</c>, else the first of type timestamp; null without one.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Earliest time; null without rows or times.</summary>
    public long? First { get; init; }

    /// <summary>Latest time.</summary>
    public long? Last { get; init; }

    /// <summary>What <see cref="ByKind"/> counts by: a column, or <c>frame</c> for the kinds of venue messages; null for nothing.</summary>
    public string? KindColumn { get; init; }

    /// <summary>Rows by kind: streams of a capture, values of an <c>action</c>, <c>state</c>, <c>kind</c> or <c>side</c> column.</summary>
    public IReadOnlyDictionary<string, long> ByKind { get; init; } = new Dictionary<string, long>();

    /// <summary>Rows by symbol.</summary>
    public IReadOnlyDictionary<string, long> BySymbol { get; init; } = new Dictionary<string, long>();

    /// <summary>Rows whose time is before that of the row above.</summary>
    public long BackSteps { get; init; }

    /// <summary>The farthest a time ran back, ns.</summary>
    public long LargestBackStepNs { get; init; }

    /// <summary>Row of the first step back; 0 without one.</summary>
    public long FirstBackStepRow { get; init; }

    /// <summary>The longest time without a row, ns.</summary>
    public long LongestSilenceNs { get; init; }

    /// <summary>Row behind which it is.</summary>
    public long LongestSilenceRow { get; init; }

    /// <summary>Time at which it begins.</summary>
    public long LongestSilenceAt { get; init; }

    /// <summary>Length from which a silence counts as a gap, as asked for; null when it was not.</summary>
    public long? GapNs { get; init; }

    /// <summary>Silences longer than <see cref="GapNs"/>.</summary>
    public long Gaps { get; init; }

    /// <summary>Their length in all, ns.</summary>
    public long GapsNs { get; init; }

    /// <summary>Different rows that were remembered in the search for duplicates.</summary>
    public int Window { get; init; }

    /// <summary>Rows equal in every column to one of the <see cref="Window"/> different rows before.</summary>
    public long Duplicates { get; init; }

    /// <summary>The first of them; 0 without one.</summary>
    public long FirstDuplicateRow { get; init; }

    /// <summary>What the ids say.</summary>
    public IReadOnlyList<IdFindings> Ids { get; init; } = [];

    /// <summary>Depth snapshots of a capture.</summary>
    public long Snapshots { get; init; }

    /// <summary>Places where depth messages of a capture are missing, by their update ids.</summary>
    public long DepthGaps { get; init; }

    /// <summary>Lines that are no rows.</summary>
    public long Damaged { get; init; }

    /// <summary>What a reader should know besides, a sentence each.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
