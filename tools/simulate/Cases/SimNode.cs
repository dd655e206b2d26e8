using StreamEngine.Simulation.Expressions;
using StreamEngine.Simulation.Verbs;

namespace StreamEngine.Simulation.Cases;

/// <summary>A node of a case.</summary>
/// <param name="Name">Its name.</param>
internal sealed record SimNode(string Name)
{
    /// <summary>What it reads, in the order it is written.</summary>
    public IReadOnlyList<SimInput> Inputs { get; init; } = [];

    /// <summary>The attribute <c>key</c>.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>The attribute <c>where</c>.</summary>
    public SimExpr? Where { get; init; }

    /// <summary>The attribute <c>select</c>; of a verb that aggregates, over what it gives.</summary>
    public SimSelect? Select { get; init; }

    /// <summary>What it does; null for rows that pass.</summary>
    public SimVerb? Verb { get; init; }

    /// <summary>Rows of the boundary in front; null for none.</summary>
    public int? Buffer { get; init; }

    /// <summary>The attribute <c>parallel</c>; null where it is not written.</summary>
    public int? Parallel { get; init; }

    /// <summary>What it is counted as when kinds of nodes are counted.</summary>
    public string Kind => Verb?.Kind ?? (Inputs[0].Ports.Count > 1 ? "merge" : Where is not null ? "where" : Select is not null ? "select" : "pass");
}
