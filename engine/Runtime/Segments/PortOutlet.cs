using System.Reactive.Subjects;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// The outgoing end of a port: an Rx subject of batches. The last batch of a step leaves with the step's frontier; without rows a frontier that moved leaves as a punctuation.
/// </summary>
internal sealed class PortOutlet(Schema schema, NodeCounters counters) : IDisposable
{
    private readonly Subject<Batch> _subject = new();
    private Batch? _held;
    private long _frontier = StreamTime.Start;

    public Schema Schema => schema;

    /// <summary>What is done to a batch before it leaves, taking it over; null for nothing.</summary>
    public Func<Batch, Batch>? Tag { get; init; }

    public IObservable<Batch> Stream => _subject;

    /// <summary>Where taps look.</summary>
    public TapPoint Tap { get; } = new();

    /// <summary>Takes over a batch with rows.</summary>
    public void Emit(Batch batch)
    {
        counters.Out += batch.Count;
        counters.Batches++;
        Send();
        _held = Tag is null ? batch : Tag(batch);
    }

    /// <summary>Ends a step: what is held leaves with the frontier.</summary>
    public void Finish(long frontier, long ingest)
    {
        if (_held is { } last)
        {
            _held = frontier > last.Frontier ? last.WithFrontier(frontier) : last.Retain();
            last.Dispose();
            Send();
        }
        else if (frontier > _frontier)
        {
            using var punctuation = Batch.Punctuation(schema, frontier, ingest);
            _subject.OnNext(punctuation);
        }

        _frontier = Math.Max(_frontier, frontier);
    }

    /// <summary>Nothing follows.</summary>
    public void Complete() => _subject.OnCompleted();

    public void Dispose()
    {
        _held?.Dispose();
        _subject.Dispose();
    }

    private void Send()
    {
        if (_held is { } batch)
        {
            _held = null;
            using (batch)
            {
                Tap.Offer(batch);
                _subject.OnNext(batch);
            }
        }
    }
}
