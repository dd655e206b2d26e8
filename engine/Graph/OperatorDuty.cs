namespace StreamEngine.Graph;

/// <summary>What an operator is to the rule that every path from a model to an execution sink crosses a risk gate.</summary>
public enum OperatorDuty
{
    /// <summary>Nothing to it.</summary>
    None,

    /// <summary>Gives answers nobody wrote down: a model, a language model.</summary>
    Model,

    /// <summary>Stops what is not allowed.</summary>
    RiskGate,

    /// <summary>Makes orders of rows.</summary>
    Execution,
}
