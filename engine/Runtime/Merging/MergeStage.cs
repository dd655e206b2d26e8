using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>A node without a verb over a list of inputs of one schema: their ordered merge. Long runs are shared, short ones copied together.</summary>
internal sealed class MergeStage(string node, int inlets, PortWriter writer, StagePorts ports, NodeCounters counters) : IStage
{
    private const int ShortRun = 64;

    private readonly OrderedMerge _merge = new(new int[inlets]);
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
            while (_merge.TryRelease(out _, out var rows))
            {
                Pass(rows, batch.Ingest);
                counters.Pending -= rows.Count;
                counters.Used += rows.Count;
                _merge.Skip(rows.Count);
            }

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
        ports.Dispose();
    }

    private void Pass(Rows rows, long ingest)
    {
        if (rows.Count >= ShortRun)
        {
            ports.Flush(0, ingest);
            ports[0].Emit(rows.Batch.Slice(rows.Start, rows.Count, Time.StreamTime.Start));
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            writer.Copy(rows.Batch, rows[i], rows.At(i));
        }
    }
}
