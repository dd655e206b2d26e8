namespace StreamEngine.Graph;

/// <summary>What a stage does.</summary>
public enum PlanStageKind
{
    /// <summary>Runs a verb.</summary>
    Operator,

    /// <summary>Merges inputs of one schema in order.</summary>
    Merge,

    /// <summary>Runs <c>where</c> and <c>select</c> of one or more nodes in one loop.</summary>
    Program,
}
