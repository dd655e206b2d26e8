using StreamEngine.Config;

namespace StreamEngine.Normalizers;

/// <summary>SE95: frames that cannot be normalized.</summary>
[ErrorFamily]
public static class NormalizeErrors
{
    public static readonly ErrorCode Malformed = new("SE9501", "a frame is not what the venue sends",
        "The frame is not valid JSON, lacks a field, or has a field of another type.",
        "Look at the frame in the dead letter; when the venue changed its format, the normalizer has to follow.",
        "{\"e\":\"trade\",\"s\":\"BTCUSDT\"",
        "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":71,\"p\":\"50001.0\",\"q\":\"0.25\",\"T\":1700000000140,\"m\":false}");

    public static readonly ErrorCode PrecisionOverflow = new("SE9502", "more than 15 significant digits",
        "Prices and quantities are float64 columns, which keep 15 significant digits; a longer number would be rounded silently.",
        "Look at the frame in the dead letter; venue totals belong into decimal columns.",
        "\"p\":\"50001.123456789012345\"",
        "\"p\":\"50001.1234567890\"");

    public static readonly ErrorCode OutOfRange = new("SE9503", "a value in a frame out of range",
        "A price is not above 0, a quantity is negative, a time is outside 2015 to 2100, or there are too many levels.",
        "Check venue and time_unit of the node; else look at the frame in the dead letter.",
        "\"p\":\"-1\"",
        "\"p\":\"50001.0\"");

    public static readonly ErrorCode BufferFull = new("SE9504", "too many depth messages wait for a snapshot",
        "What waits for a depth snapshot is bounded, and none came in time.",
        "Record the REST snapshot soon after the depth stream begins, or raise max_buffered_frames or max_buffered_bytes.",
        "normalize: { venue: binance_spot, max_buffered_frames: 1 }",
        "normalize: { venue: binance_spot, max_buffered_frames: 100_000 }");

    public static readonly ErrorCode SnapshotOfWhat = new("SE9505", "a depth snapshot of an unknown symbol",
        "Binance answers depth snapshots without the symbol, and more than one symbol (or none yet) can be meant.",
        "Record one symbol a file, and request the snapshot after the depth stream has begun.",
        "capture_file: { files: [all-symbols.gz] }",
        "capture_file: { files: [btcusdt.gz] }");

    public static readonly ErrorCode NoSnapshot = new("SE9506", "input ended without a depth snapshot",
        "A book cannot be built from changes alone.",
        "Put the capture that holds the snapshot first, or record the REST depth snapshot with the stream.",
        "capture_file: { files: [day2.gz] }",
        "capture_file: { files: [day1.gz, day2.gz] }");
}
