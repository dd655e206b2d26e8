namespace StreamEngine.Bench.Workloads;

/// <summary>What a contender is in a comparison.</summary>
internal enum Role
{
    /// <summary>The pipeline, from its YAML file.</summary>
    Engine,

    /// <summary>The loop a good engineer would write.</summary>
    Hand,

    /// <summary>What the machine gives at most.</summary>
    Limit,

    /// <summary>Another way to build the same.</summary>
    Opponent,
}
