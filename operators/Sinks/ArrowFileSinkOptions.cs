using StreamEngine.Arrow;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sinks;

/// <summary>Options of <see cref="ArrowFileSink"/>.</summary>
[Example("x: { from: trades, arrow_file: { path: $out/x.arrow } }")]
[Example("x: { from: trades, arrow_file: { path: $out/x.arrow, compression: lz4 } }")]
public sealed record ArrowFileSinkOptions
{
    /// <summary>The file; folders are made.</summary>
    [Required, Shorthand]
    public FilePath Path { get; init; }

    /// <summary>Whether to keep the stream time of each row, so that the recording of a live stream replays exactly.</summary>
    public bool Stamps { get; init; }

    /// <summary>Rows of every record batch but the last.</summary>
    [Range(1, 16_777_216)]
    public int RowsPerRecordBatch { get; init; } = 65_536;

    /// <summary>The file framing has a footer for random access, the stream framing can be read while it is written.</summary>
    public ArrowFraming Framing { get; init; } = ArrowFraming.File;

    /// <summary>How record batches are compressed; lz4 makes market data half as long or shorter.</summary>
    public ArrowCompression Compression { get; init; } = ArrowCompression.None;
}
