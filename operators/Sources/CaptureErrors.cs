using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>SE931: captures.</summary>
[ErrorFamily]
public static class CaptureErrors
{
    public static readonly ErrorCode NoFrame = new("SE9310", "a line of a capture is no frame",
        "A frame is a receive time in ms, us or ns, one blank, and a JSON object or array.",
        "Look at the line in the dead letter; set receive_time when the unit is not told by the first line.",
        "12 {\"e\":\"trade\"}",
        "1700000000000 {\"e\":\"trade\"}");

    public static readonly ErrorCode TooManyConnections = new("SE9311", "a recorder's file of too many connections",
        "The lines of a recorder's file stand connection by connection; at most 64 connections are merged, and 10,000 read when the lines are in order of time.",
        "Sort the lines by 'ts', or cut the file into files of fewer connections.",
        "capture_file: { files: [BINANCE.jsonl.gz] }   # 200 connections, one behind the other",
        "capture_file: { files: [BINANCE-1.jsonl.gz, BINANCE-2.jsonl.gz] }");
}
