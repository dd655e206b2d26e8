using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>A node without a verb over a list of inputs of one schema: their ordered merge. Long runs are shared, short ones copied together.</summary>
internal sealed class MergeStage(string node, int inlets, PortWriter writer, StagePorts ports, NodeCounters counters) : IStage
{
    private const int ShortRun = 64;

    private readonly OrderedMerge _merge = new(new int[inlets]);
    private readonly MergedRows _single = new(writer);
    private int _openInlets = inlets;

    public OrderedMerge? Merge => _merge;

    public long HeldRows => _merge.HeldRows;

    public long NextEvent => _merge.NextEvent;

    public void OnNext(int inlet, Batch batch)
    {
        try
        {
            counters.In += batch.Count;
            counters.Pending += batch.Count;
            _merge.Add(inlet, batch);
            var held = _merge.HeldRows;
            while (_merge.TryRelease(ShortRun, _single, out var rows))
            {
                _single.Write();
                ports.Flush(0, batch.Ingest);
                ports[0].Emit(writer.Trimmed(rows.Batch.Slice(rows.Start, rows.Count, Time.StreamTime.Start)));
                _merge.Skip(rows.Count);
            }

            _single.Write();
            counters.Pending -= held - _merge.HeldRows;
            counters.Used += held - _merge.HeldRows;
            ports.Finish(_merge.Frontier, batch.Ingest);
        }
        catch (Exception failure) when (failure is not (NodeFailedException or RowFailedException or EdgeOverflowException))
        {
            throw new NodeFailedException(node, failure);
        }
    }

    public void OnCompleted(int inlet)
    {
        if (--_openInlets == 0)
        {
            ports.Complete();
        }
    }

    public void Dispose()
    {
        _merge.Dispose();
        _single.Dispose();
        ports.Dispose();
    }
}
