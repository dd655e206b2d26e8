using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The top-level key <c>time</c>.</summary>
public sealed record TimeOptions
{
    /// <summary>How far stream time goes past the end of a window before the window closes.</summary>
    [Range("0ns", "365d")] public Duration Lateness { get; init; }
}
