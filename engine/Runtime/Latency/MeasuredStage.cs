using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>A stage at whose end latency is measured, or from which a path begins whose latency is. Rows of breaches leave by ports of their own.</summary>
internal sealed class MeasuredStage(IStage stage, int inlets, IReadOnlyList<LatencyProbe> probes, LatencyMarks? marks, StagePorts breaches) : IStage
{
    private readonly long[] _frontiers = [.. Enumerable.Repeat(StreamTime.Start, inlets)];
    private int _open = inlets;
    private long _frontier = StreamTime.Start;

    public long HeldRows => stage.HeldRows;

    public long NextEvent => stage.NextEvent;

    public OrderedMerge? Merge => stage.Merge;

    public void OnNext(int inlet, Batch batch)
    {
        if (batch.Count > 0)
        {
            marks?.Begin(batch.Ingest);
        }

        stage.OnNext(inlet, batch);
        if (batch.Count > 0)
        {
            marks?.Mark(batch.Ingest);
        }

        foreach (var probe in probes)
        {
            probe.Measure(batch, _frontier);
        }

        _frontiers[inlet] = Math.Max(_frontiers[inlet], batch.Frontier);
        _frontier = Math.Max(_frontier, _frontiers.Min());
        breaches.Finish(_frontier, batch.Ingest);
    }

    public void OnCompleted(int inlet)
    {
        stage.OnCompleted(inlet);
        if (--_open == 0)
        {
            breaches.Complete();
        }
    }

    public void Dispose()
    {
        stage.Dispose();
        breaches.Dispose();
    }
}
