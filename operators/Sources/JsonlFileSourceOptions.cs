using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sources;

/// <summary>Options of <see cref="JsonlFileSource"/>.</summary>
[Example("x: { jsonl_file: { path: $data/trades.jsonl, schema: trade/1 } }")]
[Example("x: { jsonl_file: { path: $data/trades.jsonl, columns: { ts: timestamp, symbol: symbol, price: float64 } } }")]
public sealed record JsonlFileSourceOptions
{
    /// <summary>The files, read one behind the other as one stream. Plain text or gzip, told by the content.</summary>
    [Required, Shorthand, MinItems(1)]
    public IReadOnlyList<FilePath> Path { get; init; } = [];

    /// <summary>Canonical schema of the rows, such as trade/1. Either this or <c>columns</c>.</summary>
    public string? Schema { get; init; }

    /// <summary>Columns and their types, such as <c>price: float64</c>; with <c>?</c> behind the type a row may lack it. Either this or <c>schema</c>.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Longest line; a longer one is an error row.</summary>
    [Range("1KiB", "1GiB")]
    public ByteSize MaxLine { get; init; } = new(16 << 20);
}
