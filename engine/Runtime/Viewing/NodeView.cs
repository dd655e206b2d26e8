using StreamEngine.Telemetry;

namespace StreamEngine.Runtime;

/// <summary>A node of a run at an instant; everything counts from the start of the run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Verb">Its verb; null without one.</param>
/// <param name="IsSource">Whether it is a source.</param>
/// <param name="IsSink">Whether it is a sink.</param>
/// <param name="Segments">The segments it has a part in, from 1; empty of a source, and of a sink without steps of its own.</param>
/// <param name="Rows">Rows by fate, balanced; rows on their way through a parallel node, or being written by a sink, are pending.</param>
/// <param name="Time">How it spent its time; nothing when the run does not measure it (<see cref="RunOptions.MeasuresTime"/>).</param>
public sealed record NodeView(string Name, string? Verb, bool IsSource, bool IsSink, IReadOnlyList<int> Segments, NodeCounters Rows, TimeShares Time)
{
    /// <summary>Nanoseconds a step took: a batch worked off, of a sink written. They go on counting. Empty when time is not measured.</summary>
    public IReadOnlyList<Histogram> Steps { get; init; } = [];

    /// <summary>Of a sink: nanoseconds from a row's source to the end of its write. It goes on counting. Null of all others.</summary>
    public Histogram? Latency { get; init; }

    /// <summary>Of a source: the newest stream time it has reached; null before its first row, and of all others.</summary>
    public long? Reached { get; init; }

    /// <summary>Of a source that can tell: rows that wait outside to be read (<see cref="Source.Lag"/>).</summary>
    public long? Lag { get; init; }

    /// <summary>Breaks it found in the sequence of what it reads; null of a node that cannot find any (<see cref="Graph.OperatorAttribute.FindsGaps"/>, <see cref="Source.Gaps"/>).</summary>
    public long? Gaps { get; init; }

    /// <summary>How often what had a break was whole again; null of a node that cannot tell.</summary>
    public long? Resyncs { get; init; }
}
