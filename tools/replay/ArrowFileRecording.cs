using System.Runtime.CompilerServices;
using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>An Arrow IPC file, which is entered anywhere by its footer.</summary>
internal sealed class ArrowFileRecording(string file) : ArrowRecording(file, isStream: false), ISeekableRecording
{
    public RecordingEntry Enter(long? row, long? at, ReadScope scope, CancellationToken stop)
    {
        var arrow = ArrowFile.Open(File, scope.Pool, scope.Symbols);
        try
        {
            var batch = row is { } number ? arrow.BatchOfRow(number) : arrow.BatchOfTime(at!.Value);
            var first = batch < arrow.BatchCount ? arrow.ReadBatch(batch) : null;
            var start = batch < arrow.BatchCount ? arrow.FirstRowOf(batch) : arrow.Rows;
            var skip = first is null ? 0 : row is { } wanted ? (int)Math.Min(wanted - start, first.Count) : Before(first, at!.Value);
            return new RecordingEntry(start + skip, Rows(arrow, batch + 1, first, skip, scope, stop));
        }
        catch
        {
            arrow.Dispose();
            throw;
        }
    }

    private static int Before(Batch batch, long at)
    {
        var (low, high) = (0, batch.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = batch.At(middle) < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private async IAsyncEnumerable<Batch> Rows(ArrowFile arrow, int next, Batch? first, int skip, ReadScope scope, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        using (arrow)
        {
            var last = long.MinValue;
            if (first is not null)
            {
                last = first.At(first.Count - 1);
                using (first)
                {
                    yield return first.Slice(skip, first.Count - skip, first.Frontier);
                }
            }

            while (next < arrow.BatchCount && !stop.IsCancellationRequested)
            {
                if (arrow.ReadBatch(next++) is { } batch)
                {
                    var ordered = Ordered(batch, last, scope.Pool);
                    last = ordered.At(ordered.Count - 1);
                    yield return ordered;
                }
            }
        }
    }

    /// <summary>A record batch of a file without stream times knows only its own: none is older than those before it.</summary>
    private static Batch Ordered(Batch batch, long last, BufferPool pool)
    {
        if (batch.At(0) >= last)
        {
            return batch;
        }

        using (batch)
        {
            var times = pool.Rent<long>(batch.Count);
            for (var i = 0; i < batch.Count; i++)
            {
                times[i] = Math.Max(last, batch.At(i));
            }

            var columns = Enumerable.Range(0, batch.Schema.Fields.Count).Select(batch.Share).ToArray();
            return new Batch(batch.Schema, columns, new ValueColumn<long>(ColumnType.Timestamp, times, batch.Count, null, pool), times[batch.Count - 1], batch.Ingest);
        }
    }
}
