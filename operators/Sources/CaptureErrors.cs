using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>SE931: captures.</summary>
[ErrorFamily]
public static class CaptureErrors
{
    public static readonly ErrorCode NoFrame = new("SE9310", "line of a capture is no frame",
        "A frame is a receive time in ms, us or ns, one blank, and a JSON object or array.", "Look at the line in the dead letter; set receive_time when the unit is not told by the first line.",
        "frames: { capture_file: { files: [day1.gz], receive_time: ns } }");
}
