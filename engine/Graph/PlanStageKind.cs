namespace StreamEngine.Graph;

/// <summary>What a stage does.</summary>
public enum PlanStageKind
{
    /// <summary>Runs a verb.</summary>
    Operator,

    /// <summary>Merges inputs of one schema in order.</summary>
    Merge,

    /// <summary>Lets answers go when stream time has come to them.</summary>
    Answers,

    /// <summary>Shares the rows of a parallel node out to its workers, by key.</summary>
    Split,

    /// <summary>Puts rows of one port of a parallel node's workers back in order.</summary>
    Gather,

    /// <summary>Runs <c>where</c> and <c>select</c> of one or more nodes in one loop.</summary>
    Program,
}
