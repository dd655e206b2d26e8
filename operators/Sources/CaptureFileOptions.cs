using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sources;

/// <summary>Options of <see cref="CaptureFile"/>.</summary>
[Example("x: { capture_file: { files: $data/frames.capture } }")]
public sealed record CaptureFileOptions
{
    /// <summary>The captures, read one behind the other as one stream; none for no rows. Plain text or gzip (also of several members), told by the content.</summary>
    [Required, Shorthand]
    public IReadOnlyList<FilePath> Files { get; init; } = [];

    /// <summary>Unit of the receive times. <c>auto</c> takes it from the number of digits on the first line of each file (13 ms, 16 us, 19 ns) and then holds the file to it.</summary>
    [OneOf("auto", "ms", "us", "ns")]
    public string ReceiveTime { get; init; } = "auto";

    /// <summary>Longest JSON text of a frame; a longer line is an error row.</summary>
    [Range("1KiB", "1GiB")]
    public ByteSize MaxFrame { get; init; } = new(16 << 20);
}
