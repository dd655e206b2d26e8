namespace StreamEngine.Graph;

/// <summary>Registers a class as the verb of a name. Its constructor takes the options record, which is the only source of validation, reference and hover text (DESIGN § 3).</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OperatorAttribute(string name, OperatorKind kind) : Attribute
{
    /// <summary>The verb in YAML.</summary>
    public string Name => name;

    /// <summary>What it is for.</summary>
    public OperatorKind Kind => kind;

    /// <summary>What it is to the rule that every path from a model to an execution sink crosses a risk gate.</summary>
    public OperatorDuty Duty { get; init; }

    /// <summary>Whether the attribute <c>select</c> of the node aggregates: the operator finds the aggregates in <see cref="BindScope.Aggregates"/> and gives a column for each.</summary>
    public bool Aggregates { get; init; }

    /// <summary>What its rows cost in memory, in steady state.</summary>
    public Allocation Allocates { get; init; }

    /// <summary>Whether it finds breaks in the sequence of what it reads, and counts them (<see cref="Runtime.Output.Gap"/>).</summary>
    public bool FindsGaps { get; init; }

    /// <summary>Whether it works on columns, several rows at a time, rather than row by row. A <see cref="Runtime.BatchOperator"/> that does so with some options only says so itself.</summary>
    public bool ByColumns { get; init; }
}
