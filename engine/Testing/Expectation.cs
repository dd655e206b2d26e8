using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>What is expected of one port.</summary>
/// <param name="Port">The port.</param>
/// <param name="Entry">Its key and value in the file.</param>
public sealed record Expectation(CasePort Port, YamlEntry Entry)
{
    /// <summary>The rows, in order; null when none are named.</summary>
    public IReadOnlyList<ExpectedRow>? Rows { get; init; }

    /// <summary>The key and the list of rows: the port's own entry, or its <c>rows</c> or <c>subset</c>; null without rows.</summary>
    public YamlEntry? RowsEntry { get; init; }

    /// <summary>Whether <see cref="Rows"/> only have to be among the rows, in this order.</summary>
    public bool IsSubset { get; init; }

    /// <summary>How many rows; null for any.</summary>
    public YamlScalar? Count { get; init; }

    /// <summary>Content hash; null for any.</summary>
    public YamlScalar? Hash { get; init; }

    /// <summary>Tolerance by column; the empty name stands for all others.</summary>
    public IReadOnlyDictionary<string, double> Tolerance { get; init; } = new Dictionary<string, double>();

    /// <summary>Columns that the rows name, in the order they first appear.</summary>
    public IReadOnlyList<string> Columns => [.. (Rows ?? []).SelectMany(r => r.Cells).Select(c => c.Column).Distinct()];

    /// <summary>Tolerance of a column, 0 for none.</summary>
    public double ToleranceOf(string column) => Tolerance.TryGetValue(column, out var own) ? own : Tolerance.GetValueOrDefault("");
}
