using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sinks;

/// <summary>Options of <see cref="JsonlFileSink"/>.</summary>
[Example("x: { from: trades, jsonl_file: { path: $out/x.jsonl } }")]
public sealed record JsonlFileSinkOptions
{
    /// <summary>The file; folders are made.</summary>
    [Required, Shorthand]
    public FilePath Path { get; init; }

    /// <summary>How to write columns of type timestamp.</summary>
    public TimeForm Times { get; init; } = TimeForm.Ns;

    /// <summary>Whether to write the columns and their types beside the file, as <c>x.jsonl.schema.json</c>, so that <c>replay</c> reads back what was written, value for value and type for type.</summary>
    public bool Types { get; init; }

    /// <summary>Whether to keep the stream time of each row in a last column <c>at</c>, so that the recording of a live stream replays exactly. Writes the types as well.</summary>
    public bool Stamps { get; init; }
}
