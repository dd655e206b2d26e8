using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay.Verification;

/// <summary>A source of a pipeline at the pace of its rows' stream times, and as a recording that ends after a stretch. The rows are the same at any speed.</summary>
/// <param name="inner">The source.</param>
/// <param name="pacer">Tells when rows are due; shared by the sources of a run.</param>
/// <param name="end">Stream time (ns since the epoch) at which the recording ends; null for its own end.</param>
internal sealed class PacedSource(Source inner, Pacer pacer, long? end) : WrappedSource(inner)
{
    /// <summary>Stream time of the first row; null before it.</summary>
    public long? First { get; private set; }

    /// <summary>Stream time of the newest row so far.</summary>
    public long? Last { get; private set; }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var (batch, port) in Inner(context, stop))
        {
            using (batch)
            {
                var rows = batch.Count;
                while (end is { } limit && rows > 0 && batch.At(rows - 1) >= limit)
                {
                    rows--;
                }

                if (rows > 0)
                {
                    First ??= batch.At(0);
                    Last = Math.Max(Last ?? long.MinValue, batch.At(rows - 1));
                }

                for (var start = 0; start < rows && !stop.IsCancellationRequested;)
                {
                    var due = pacer.Due(batch.At(start));
                    var count = 0;
                    while (start + count < rows && batch.At(start + count) <= due)
                    {
                        count++;
                    }

                    if (count == 0)
                    {
                        await pacer.Wait(batch.At(start), stop);
                        continue;
                    }

                    // of the last slice the batch knows more; before it, another port may still bring older rows
                    var frontier = start + count == batch.Count ? batch.Frontier : Math.Min(batch.Frontier, batch.At(start + count - 1));
                    yield return new Delivery(batch.Slice(start, count, frontier), port);
                    start += count;
                }

                if (batch.Count == 0)
                {
                    yield return new Delivery(batch.Retain(), port);
                }
            }

            if (end is { } over && batch.Frontier >= over)
            {
                break;
            }
        }
    }
}
