using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay.Verification;

/// <summary>A source whose rows stop somewhere, without an end of input: nothing closes but what the rows before have closed. Counts what it delivers.</summary>
/// <param name="inner">The source.</param>
/// <param name="rows">Rows to deliver at most, over all ports; null for all.</param>
/// <param name="until">Last stream time to deliver; null for all. Behind its rows the frontier says that this instant is over.</param>
/// <param name="sample">Told the stream times of what is delivered; null when nobody asks.</param>
internal sealed class CutSource(Source inner, long? rows, long? until, TimeSample? sample = null) : WrappedSource(inner)
{
    /// <summary>Rows delivered.</summary>
    public long Rows { get; private set; }

    /// <inheritdoc/>
    public override bool ClosesAtEnd => rows is null && until is null && base.ClosesAtEnd;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        if (rows > 0 || rows is null)
        {
            await foreach (var delivery in Inner(context, stop))
            {
                sample?.Add(delivery.Batch);
                var isOver = until is { } instant && delivery.Batch.Frontier > instant; // rows beyond it alone do not say so: another port's may be behind
                var taken = Taken(delivery.Batch);
                Rows += taken.Count;
                yield return delivery with { Batch = taken };
                if (isOver || Rows == rows)
                {
                    break;
                }
            }
        }

        if (until is { } over && context.Ports.Count > 0)
        {
            yield return new Delivery(Batch.Punctuation(context.Ports[0].Schema, over + 1, context.Clock.GetTimestamp()));
        }
    }

    /// <summary>The rows before the cut; takes over the batch.</summary>
    private Batch Taken(Batch batch)
    {
        var count = batch.Count;
        if (until is { } instant)
        {
            while (count > 0 && batch.At(count - 1) > instant)
            {
                count--;
            }
        }

        count = rows is { } most ? (int)Math.Min(count, most - Rows) : count;
        var frontier = until is { } last ? Math.Min(batch.Frontier, last + 1) : batch.Frontier;
        if (rows is not null && count < batch.Count)
        {
            // rows of this batch are still to come, and of its other ports perhaps older ones
            frontier = Math.Min(frontier, count > 0 ? batch.At(count - 1) : batch.At(0));
        }

        if (count == batch.Count && frontier == batch.Frontier)
        {
            return batch;
        }

        using (batch)
        {
            return batch.Slice(0, count, frontier);
        }
    }
}
