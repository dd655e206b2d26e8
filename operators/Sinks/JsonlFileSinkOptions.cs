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
}
