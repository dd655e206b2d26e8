namespace StreamEngine.Sources.Simulation;

/// <summary>What an <see cref="EpisodeAct"/> does.</summary>
internal enum ActKind
{
    /// <summary>A level gets a size.</summary>
    Set,

    /// <summary>A trade at a level, which shows <see cref="EpisodeAct.Left"/> behind it.</summary>
    Fill,

    /// <summary>A market order takes whole levels from the best on; the other side follows up to a spread.</summary>
    Sweep,

    /// <summary>Whole levels are withdrawn without a trade; the other side follows up to a spread.</summary>
    Withdraw,

    /// <summary>All levels get one size, or each a calm one where it is 0.</summary>
    Resize,

    /// <summary>One side quotes up to a spread of one tick.</summary>
    Close,

    /// <summary>The episode is over: its label is written.</summary>
    End,
}
