namespace StreamEngine.Graph;

/// <summary>What a run goes by.</summary>
public enum RunClock
{
    /// <summary>The clock of the machine: sources that have a pace keep it.</summary>
    Live,

    /// <summary>Stream time alone: nothing waits for a clock, sources deliver as fast as rows are taken.</summary>
    Replay,
}
