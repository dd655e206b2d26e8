using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>A port of a bound node.</summary>
/// <param name="Name">Its name; empty for the main port.</param>
/// <param name="Schema">Schema of its rows, behind <c>select</c>.</param>
/// <param name="VerbSchema">Schema of what the verb puts out, before <c>select</c>.</param>
/// <param name="Appends">Whether the verb's rows are those of its main input with columns added.</param>
public sealed record BoundPort(string Name, Schema Schema, Schema VerbSchema, bool Appends)
{
    /// <summary>Whether rows that a timer lets go leave in the order in which they came (<see cref="PortShape.KeepsOrder"/>).</summary>
    public bool KeepsOrder { get; init; }

    /// <summary>Inputs whose rows pass to this port (<see cref="PortShape.Passes"/>).</summary>
    public IReadOnlyList<int> Passes { get; init; } = [];

    /// <summary>Columns of the verb's rows that come from an input unchanged.</summary>
    public IReadOnlyList<PassedColumn> Passed { get; init; } = [];

    /// <summary>Vector columns of which the verb can tell sums (<see cref="PortShape.Sums"/>).</summary>
    public IReadOnlyList<string> Sums { get; init; } = [];

    /// <summary>Ports whose rows are failures of this node.</summary>
    public static readonly IReadOnlyList<string> DeadNames = ["error", "late", "rejected"];

    /// <summary>The port of breaches of a latency budget.</summary>
    public const string BreachName = "breach";

    /// <summary>Whether the port carries breaches of the node's latency budget.</summary>
    public bool IsBreach => ReferenceEquals(VerbSchema, Schemas.Breach);

    /// <summary>Whether the port carries <c>dead/1</c> rows.</summary>
    public bool IsDead => DeadNames.Contains(Name);
}
