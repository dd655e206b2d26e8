namespace StreamEngine.Runtime;

/// <summary>A row failed and nobody takes failed rows: the run stops (DESIGN § 3 rule 2).</summary>
public sealed class RowFailedException(string node, string code, string reason, string row)
    : Exception($"{node}: error {code}: {reason}; the row: {row}")
{
    /// <summary>The node.</summary>
    public string Node => node;

    /// <summary>SE9 code.</summary>
    public string Code => code;
}
