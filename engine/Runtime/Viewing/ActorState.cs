namespace StreamEngine.Runtime;

/// <summary>What a source, a segment or a sink does at an instant.</summary>
internal enum ActorState
{
    /// <summary>It works, or waits for nothing but a core.</summary>
    Busy = 0,

    /// <summary>It has nothing to do.</summary>
    Idle = 1,

    /// <summary>It waits for those behind it: their edges are full, or its thread runs them.</summary>
    BackPressured = 2,
}
