namespace StreamEngine.Replay.Playing;

/// <summary>How a playing begins, and ends.</summary>
public sealed record PlaybackOptions
{
    /// <summary>How fast.</summary>
    public PlaySpeed Speed { get; init; } = PlaySpeed.Max;

    /// <summary>Whether it stands still before the first row.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether it begins again at the end.</summary>
    public bool Loops { get; init; }

    /// <summary>Whether it waits for commands at the end, as long as some can come.</summary>
    public bool WaitsAtEnd { get; init; }
}
