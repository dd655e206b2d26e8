using StreamEngine.Telemetry;

namespace StreamEngine.Runtime;

/// <summary>How long a stage worked, without those behind it. Written on the thread of its segment; read by others, between two batches or not.</summary>
/// <param name="nodes">Nodes that share it: the loop of a fused chain is theirs in equal parts.</param>
/// <param name="nanoseconds">In a tick of the clock.</param>
internal sealed class StageTime(int nodes, double nanoseconds)
{
    private long _ticks;
    private long _step;

    /// <summary>A node's part, ns.</summary>
    public long BusyNs => (long)(Volatile.Read(ref _ticks) * nanoseconds / nodes);

    /// <summary>A node's part of each step, ns.</summary>
    public Histogram Steps { get; } = new();

    public void Begin() => _step = 0;

    public void Add(long ticks)
    {
        _ticks += ticks;
        _step += ticks;
    }

    public void End() => Steps.Record((long)(_step * nanoseconds / nodes));
}
