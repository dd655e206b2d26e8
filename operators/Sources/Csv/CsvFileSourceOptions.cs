using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Csv;

/// <summary>Options of <see cref="CsvFileSource"/>.</summary>
[Example("x: { csv_file: { path: $data/trades.csv, schema: trade/1 } }")]
[Example("x: { csv_file: { path: $data/trades.csv, schema: trade/1, columns: { price: price, trade_id: { value: none }, side: { from: side, values: { buy: sell, sell: buy } } } } }")]
[Example("x: { csv_file: { path: $data/trades.csv, header: true, columns: { ts: timestamp, symbol: symbol, paid: { from: price, type: float64 } } } }")]
public sealed record CsvFileSourceOptions
{
    /// <summary>The files, read one behind the other as one stream. Plain text, gzip or zip, told by the content.</summary>
    [Required, Shorthand, MinItems(1)]
    public IReadOnlyList<FilePath> Path { get; init; } = [];

    /// <summary>A format known by name, which says schema and columns. Either this or <c>schema</c> and <c>columns</c>.</summary>
    public CsvFormat? Format { get; init; }

    /// <summary>Market of a Binance dump; spot where it is not written, and usdm for the dumps that only futures have.</summary>
    public CsvMarket? Market { get; init; }

    /// <summary>Levels a side of a Tardis book snapshot; deeper ones in the file are left out.</summary>
    [Range(1, 1000)]
    public int Depth { get; init; } = 25;

    /// <summary>Canonical schema of the rows, such as trade/1.</summary>
    public string? Schema { get; init; }

    /// <summary>Columns of the stream and where they come from: <c>price: px</c>, <c>ts: { from: time, time: ms }</c>. Without <c>schema</c> these are all columns, and a word alone is a type: <c>price: float64</c>. A column that is not written comes from the field of its name.</summary>
    public IReadOnlyDictionary<string, ColumnOptions> Columns { get; init; } = new Dictionary<string, ColumnOptions>();

    /// <summary>Value of column <c>venue</c>. Binance dumps have binance_spot, binance_usdm or binance_coinm where it is not written.</summary>
    public string? Venue { get; init; }

    /// <summary>Value of column <c>symbol</c>, which Binance dumps say only in their file names.</summary>
    public string? Symbol { get; init; }

    /// <summary>Length of the bars (bar/1): <c>window_end</c> is that much behind <c>window_start</c>, and <c>ts</c> 1 ns before it.</summary>
    public Duration? Interval { get; init; }

    /// <summary>Fields (names, or positions from 1) that are the same in all rows of a venue message (book_delta/1): where one changes, the row before is the last of its message, and a snapshot starts with a row that clears the book.</summary>
    public IReadOnlyList<string> Message { get; init; } = [];

    /// <summary>Whether the first record holds the names of the fields; auto: when no field of it is a number or a time.</summary>
    [OneOf("auto", "true", "false")]
    public string Header { get; init; } = "auto";

    /// <summary>What stands between fields: one character, or <c>tab</c>.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>Decimal sign of numbers.</summary>
    [OneOf(".", ",")]
    public string Decimal { get; init; } = ".";

    /// <summary>Texts that stand for no value, besides the empty field.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Character that starts lines to pass over.</summary>
    public string? Comment { get; init; }

    /// <summary>Member of a zip file that has several.</summary>
    public string? Member { get; init; }

    /// <summary>Whether a file is held to the SHA-256 in <c>NAME.CHECKSUM</c> beside it: auto where there is one, required always, off never.</summary>
    [OneOf("auto", "required", "off")]
    public string Checksum { get; init; } = "auto";

    /// <summary>Longest record; a longer one is an error row.</summary>
    [Range("1KiB", "1GiB")]
    public ByteSize MaxLine { get; init; } = new(16 << 20);
}
