using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sinks;

/// <summary>Options of <see cref="JsonlLogSink"/>.</summary>
[Example("x: { from: trades, jsonl_log: { path: $out/x.jsonl } }")]
public sealed record JsonlLogSinkOptions
{
    /// <summary>The file; folders are made.</summary>
    [Required, Shorthand]
    public FilePath Path { get; init; }

    /// <summary>Size beyond which the log begins anew, keeping the one before as <c>x.1</c>.</summary>
    [Range("4KiB", "1TiB")]
    public ByteSize Max { get; init; } = new(64 << 20);
}
