using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Normalizers;

/// <summary>Options of <see cref="Normalize"/>.</summary>
[Input("in", "Raw frames of the venue (frame/1).", Schema = "frame/1")]
[Port("deltas", "Level changes of books, with their loss in order (book_delta/1).")]
[Port("trades", "Trades (trade/1).")]
[Port("quotes", "Best bid and ask of the venue's own channel (quote/1).")]
[Example("x: { from: frames, normalize: { venue: binance_usdm } }")]
public sealed record NormalizeOptions
{
    /// <summary>Venue whose wire protocol the frames follow.</summary>
    [Required, Shorthand, OneOf("binance_spot", "binance_usdm")]
    public string Venue { get; init; } = "";

    /// <summary>Unit of the times in the frames: <c>us</c> when the streams were opened with <c>timeUnit=MICROSECOND</c>.</summary>
    [OneOf("ms", "us")]
    public string TimeUnit { get; init; } = "ms";

    /// <summary>Most depth messages of a symbol that wait for a snapshot; one more, and all of them become error rows and waiting starts again.</summary>
    [Range(1, 10_000_000)]
    public int MaxBufferedFrames { get; init; } = 10_000;

    /// <summary>Most bytes of a symbol's depth messages that wait for a snapshot.</summary>
    [Range("64KiB", "16GiB")]
    public ByteSize MaxBufferedBytes { get; init; } = new(64 << 20);
}
