namespace StreamEngine.Replay.Playing;

/// <summary>What can be done with what is playing.</summary>
public enum PlayVerb
{
    /// <summary>Stand still.</summary>
    Pause,

    /// <summary>Go on.</summary>
    Resume,

    /// <summary>Go on when it stands still, else stand still.</summary>
    Toggle,

    /// <summary>Put out some rows, or some stream time, and stand still.</summary>
    Step,

    /// <summary>Go to an instant or a row.</summary>
    Seek,

    /// <summary>Go some stream time on or back.</summary>
    Skip,

    /// <summary>Play faster or slower.</summary>
    Speed,

    /// <summary>Double the speed.</summary>
    Faster,

    /// <summary>Halve the speed.</summary>
    Slower,

    /// <summary>Begin again at the end, or no longer.</summary>
    Loop,

    /// <summary>Tell where it is.</summary>
    State,

    /// <summary>End.</summary>
    Stop,
}
