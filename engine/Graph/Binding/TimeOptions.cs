using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The top-level key <c>time</c>.</summary>
public sealed record TimeOptions
{
    /// <summary>How far stream time goes past the end of a window before the window closes.</summary>
    [Range("0ns", "365d")] public Duration Lateness { get; init; }

    /// <summary>In a live run, how long a merge waits, by the clock, for a source with nothing to deliver before the source vouches that its later rows are not stamped earlier.</summary>
    [Range("0ns", "1h")] public Duration Wait { get; init; }
}
