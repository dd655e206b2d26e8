using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Runtime;

/// <summary>An edge that can be tapped.</summary>
public sealed class TapTarget
{
    internal TapTarget(string name, Schema schema, IReadOnlyList<string> absent, TapPoint point, Schema input, IReadOnlyList<Step> steps)
    {
        Name = name;
        Schema = schema;
        Absent = absent;
        Point = point;
        Input = input;
        Steps = steps;
    }

    /// <summary><c>node</c> or <c>node.port</c>.</summary>
    public string Name { get; }

    /// <summary>Columns of its rows that are computed.</summary>
    public Schema Schema { get; }

    /// <summary>Columns of the edge that nobody reads, and so nobody computes.</summary>
    public IReadOnlyList<string> Absent { get; }

    /// <summary>Where batches are looked at.</summary>
    internal TapPoint Point { get; }

    /// <summary>Shape of the batches there.</summary>
    internal Schema Input { get; }

    /// <summary>Steps that lead from there to the edge, where its rows never leave registers; empty where the batches are its rows.</summary>
    internal IReadOnlyList<Step> Steps { get; }
}
