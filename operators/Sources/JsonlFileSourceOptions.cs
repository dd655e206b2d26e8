using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources;

/// <summary>Options of <see cref="JsonlFileSource"/>.</summary>
[Example("x: { jsonl_file: { path: $data/trades.jsonl, schema: trade/1 } }")]
[Example("x: { jsonl_file: { path: $data/trades.jsonl, columns: { ts: timestamp, symbol: symbol, price: float64 } } }")]
[Example("x: { jsonl_file: { path: $data/trades.jsonl, schema: trade/1, venue: here, columns: { side: { from: side, values: { buy: sell, sell: buy } }, price: price } } }")]
public sealed record JsonlFileSourceOptions
{
    /// <summary>The files, read one behind the other as one stream. Plain text, gzip or zip, told by the content.</summary>
    [Required, Shorthand, MinItems(1)]
    public IReadOnlyList<FilePath> Path { get; init; } = [];

    /// <summary>Canonical schema of the rows, such as trade/1.</summary>
    public string? Schema { get; init; }

    /// <summary>Columns of the stream and where they come from, by path: <c>price: k.c</c>, <c>ts: { from: data.T, time: ms }</c>. Without <c>schema</c> these are all columns, and a word alone is a type: <c>price: float64</c>; with <c>?</c> behind it a row may lack it. A column that is not written comes from the member of its name.</summary>
    public IReadOnlyDictionary<string, ColumnOptions> Columns { get; init; } = new Dictionary<string, ColumnOptions>();

    /// <summary>Value of column <c>venue</c>.</summary>
    public string? Venue { get; init; }

    /// <summary>Value of column <c>symbol</c>.</summary>
    public string? Symbol { get; init; }

    /// <summary>Length of the bars (bar/1): <c>window_end</c> is that much behind <c>window_start</c>, and <c>ts</c> 1 ns before it.</summary>
    public Duration? Interval { get; init; }

    /// <summary>Paths of arrays whose elements are the rows, such as [data.b, data.a]; in <c>from</c>, <c>item</c> is the element and <c>item_of</c> the path of its array. The rows of a line are one venue message (book_delta/1): a snapshot starts with a row that clears the book.</summary>
    public IReadOnlyList<string> Explode { get; init; } = [];

    /// <summary>Path of the array whose elements stand for lines, in a file that is one JSON document; <c>.</c> where the document is the array.</summary>
    public string? Array { get; init; }

    /// <summary>Texts that stand for no value, besides null and the empty text.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Member of a zip file that has several.</summary>
    public string? Member { get; init; }

    /// <summary>Whether a file is held to the SHA-256 in <c>NAME.CHECKSUM</c> beside it: auto where there is one, required always, off never.</summary>
    [OneOf("auto", "required", "off")]
    public string Checksum { get; init; } = "auto";

    /// <summary>Longest line, or element of <c>array</c>; a longer line is an error row.</summary>
    [Range("1KiB", "1GiB")]
    public ByteSize MaxLine { get; init; } = new(16 << 20);
}
