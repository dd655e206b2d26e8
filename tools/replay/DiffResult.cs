namespace StreamEngine.Replay;

/// <summary>What a comparison of two recordings found.</summary>
public sealed record DiffResult
{
    /// <summary>Rows of the first.</summary>
    public required long RowsA { get; init; }

    /// <summary>Rows of the second.</summary>
    public required long RowsB { get; init; }

    /// <summary>What is different about the columns, a sentence each. Rows are compared in the columns that both have with one type.</summary>
    public required IReadOnlyList<string> Schema { get; init; }

    /// <summary>Pairs of rows that differ.</summary>
    public required long Differing { get; init; }

    /// <summary>Rows that only the first has.</summary>
    public required long OnlyA { get; init; }

    /// <summary>Rows that only the second has.</summary>
    public required long OnlyB { get; init; }

    /// <summary>Pairs that differ in a column, by column.</summary>
    public required IReadOnlyDictionary<string, long> ByColumn { get; init; }

    /// <summary>The first difference; null when no row differs.</summary>
    public DiffRow? First { get; init; }

    /// <summary>The row before the first difference, in the first file; null without one.</summary>
    public DiffRow? Before { get; init; }

    /// <summary>Whether content is equal: columns and rows in order, as the content hash has them.</summary>
    public bool IsEqual => Schema.Count == 0 && Differing == 0 && OnlyA == 0 && OnlyB == 0;
}
