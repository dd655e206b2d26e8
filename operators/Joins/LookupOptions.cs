using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Joins;

/// <summary>Options of <see cref="Lookup"/>.</summary>
[Input("in", "Rows that are joined, each with one row of the table or none.")]
[Example("x: { from: trades, lookup: { path: $data/instruments.csv, by: symbol, columns: { symbol: symbol, name: string, lot: float64? } } }")]
[Example("""
x:
  from: trades
  lookup: { path: $data/instruments.csv, by: [symbol], columns: { symbol: symbol, lot: float64? }, every: 10ms }
  select: |
    *
    lots = qty / lot else null
""")]
public sealed record LookupOptions
{
    /// <summary>The table: a file whose name ends in csv (with a header), jsonl or arrow.</summary>
    [Required]
    public FilePath Path { get; init; }

    /// <summary>Columns, of the rows and of the table, whose values must be the same. No two rows of the table have the same.</summary>
    [Required, Shorthand, MinItems(1), MaxItems(8)]
    public IReadOnlyList<ColumnName> By { get; init; } = [];

    /// <summary>Types of the table's columns in a csv or jsonl file, such as <c>lot: float64?</c>; columns that are not named are not read. An arrow file says them itself.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Stream times (RFC 3339): the first row at or behind one has the file read again.</summary>
    [MaxItems(10_000)]
    public IReadOnlyList<string> Reload { get; init; } = [];

    /// <summary>The first row at or behind each multiple of this span, in stream time counted from 1970, has the file read again.</summary>
    [Range("1ms", "365d")]
    public Duration? Every { get; init; }

    /// <summary>Most rows of the table.</summary>
    [Range(1, 10_000_000)]
    public int MaxRows { get; init; } = 100_000;

    /// <summary>Longest file.</summary>
    [Range("1KiB", "1GiB")]
    public ByteSize MaxBytes { get; init; } = new(256 << 20);
}
