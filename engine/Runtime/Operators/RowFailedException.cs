namespace StreamEngine.Runtime;

/// <summary>A row failed and nobody takes failed rows: the run stops (DESIGN § 3 rule 2).</summary>
public sealed class RowFailedException(string node, string place, string code, string reason, string row)
    : Exception($"{place}: error {code}: {node}: {reason}; the row: {row}")
{
    /// <summary>Where the node stands: file, line, column.</summary>
    public string Place => place;

    /// <summary>What failed, and the row.</summary>
    public string Reason => $"{reason}; the row: {row}";

    /// <summary>The node.</summary>
    public string Node => node;

    /// <summary>SE9 code.</summary>
    public string Code => code;
}
