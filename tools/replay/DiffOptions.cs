namespace StreamEngine.Replay;

/// <summary>How recordings are compared.</summary>
public sealed record DiffOptions
{
    /// <summary>The name that gives a tolerance to every column of floats.</summary>
    public const string AnyColumn = "*";

    /// <summary>Columns that tell which rows belong together; none: the first with the first, and so on.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>By column (or <c>*</c>), how far numbers may be apart and still count as equal.</summary>
    public IReadOnlyDictionary<string, double> Tolerance { get; init; } = new Dictionary<string, double>();

    /// <summary>With a key: rows of a file that wait for the other's at most; one that waits longer is only in its file.</summary>
    public int Window { get; init; } = 65_536;
}
