using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>What the runtime hands a sink.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Input">Schema of the rows.</param>
/// <param name="Console">Where a console sink prints.</param>
/// <param name="Pool">The run's arrays.</param>
public sealed record SinkContext(string Node, Schema Input, TextWriter Console, BufferPool Pool)
{
    /// <summary>The clock that ages what a sink keeps; null in a replay, where nothing is judged by a clock.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>The clock by which a sink waits for what it writes to, also in a replay: it decides when something is written, never what.</summary>
    public required TimeProvider WaitClock { get; init; }
}
