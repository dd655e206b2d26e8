using System.Runtime.CompilerServices;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>The rows of a recording at a speed: batches are cut where rows are not due yet. Which rows come, and their stream times, are the same at any speed.</summary>
public static class Played
{
    /// <summary>Reads the rows of a range at a speed.</summary>
    public static async IAsyncEnumerable<Batch> Rows(
        IBatchRecording recording, TimeRange range, PlaySpeed speed, ReadScope scope, TimeProvider clock, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var pacer = new Pacer(clock, speed);
        await foreach (var read in recording.Read(scope, stop))
        {
            using var batch = range.Of(read, scope.Pool);
            for (var start = 0; start < batch.Count && !stop.IsCancellationRequested;)
            {
                var due = pacer.Due(batch.At(start));
                var count = 0;
                while (start + count < batch.Count && count < scope.BatchMax && batch.At(start + count) <= due)
                {
                    count++;
                }

                if (count == 0)
                {
                    await pacer.Wait(batch.At(start), stop);
                    continue;
                }

                yield return batch.Slice(start, count, batch.At(start + count - 1));
                start += count;
            }
        }
    }
}
