using System.Runtime.CompilerServices;
using StreamEngine.Config;
using StreamEngine.Expressions;

namespace StreamEngine.Graph;

/// <summary>A node of the graph with everything resolved: its operator, its inputs, the schema of each port. Two nodes are the same only when they are one object.</summary>
public sealed record BoundNode
{
    /// <summary>Name in the file.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required Span Span { get; init; }

    /// <summary>What its verb is; null without one.</summary>
    public OperatorDescription? Verb { get; init; }

    /// <summary>The verb's options record.</summary>
    public object? Options { get; init; }

    /// <summary>The verb itself: a <see cref="Runtime.Source"/>, <see cref="Runtime.BatchOperator"/> or <see cref="Runtime.Sink"/>; null without one.</summary>
    public object? Instance { get; init; }

    /// <summary>Inputs by role, in rank order; each a list of ports merged in order.</summary>
    public IReadOnlyList<BoundRole> Inputs { get; init; } = [];

    /// <summary>Columns of the attribute <c>key</c>.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>The attribute <c>where</c>.</summary>
    public WhereStep? Where { get; init; }

    /// <summary>What is computed of each row before the verb: arguments of aggregates. Null without any, or where the verb does so itself.</summary>
    public SelectStep? Before { get; init; }

    /// <summary>The attribute <c>select</c> of an aggregating verb, taken apart; <see cref="Select"/> is then what stands behind the verb.</summary>
    public AggregateSplit? Aggregation { get; init; }

    /// <summary>The attribute <c>select</c>.</summary>
    public SelectStep? Select { get; init; }

    /// <summary>Ports in order; the implicit <c>error</c> is the last one of a node that can fail rows.</summary>
    public IReadOnlyList<BoundPort> Ports { get; init; } = [];

    /// <summary>The port that is read when none is named; empty for the one without a name.</summary>
    public string MainPort { get; init; } = "";

    /// <summary>Ports waved off by the attribute <c>drop</c>.</summary>
    public IReadOnlySet<string> Drop { get; init; } = new HashSet<string>();

    /// <summary>Whether <c>on_error: stop</c> is written: a failed row ends the run even where dead letters would take it.</summary>
    public bool StopsOnError { get; init; }

    /// <summary>Most rows a hand-over of a source or sink; null for the default.</summary>
    public int? BatchMax { get; init; }

    /// <summary>The attribute <c>buffer</c>, if set.</summary>
    public BoundBuffer? Buffer { get; init; }

    /// <summary>The attribute <c>parallel</c>: by how many workers the verb is run; 1 without it.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Another instance of a batch operator, bound as <see cref="Instance"/> is, for a worker of a parallel node.</summary>
    public Func<Runtime.BatchOperator>? Again { get; init; }

    /// <summary>The attribute <c>latency_budget</c>, if set.</summary>
    public BoundLatencyBudget? LatencyBudget { get; init; }

    /// <summary>Columns the verb reads of each input.</summary>
    public IReadOnlyList<IReadOnlySet<string>> Reads { get; init; } = [];

    /// <summary>Sums of vector columns the verb reads of each input.</summary>
    public IReadOnlyList<IReadOnlySet<VectorSum>> Sums { get; init; } = [];

    /// <summary>The answer port whose rows these are, of a node that stands in the graph for one: its rows come, later in stream time, from an operator behind it, so the graph has no circle. Null for all others.</summary>
    public AnswerPort? AnswersOf { get; init; }

    /// <summary>Whether it is a source.</summary>
    public bool IsSource => Verb?.Kind == OperatorKind.Source;

    /// <summary>Whether it is a sink.</summary>
    public bool IsSink => Verb?.Kind == OperatorKind.Sink;

    /// <inheritdoc/>
    public bool Equals(BoundNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The position of a port, −1 when there is none of that name.</summary>
    public int PortIndex(string name)
    {
        for (var i = 0; i < Ports.Count; i++)
        {
            if (Ports[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
