using StreamEngine.Data;
using StreamEngine.Telemetry;

namespace StreamEngine.Runtime;

/// <summary>Takes batches off a sink's edge one by one and awaits the writes. Credit goes back when a write has ended, so a slow sink stops its sources.</summary>
/// <remarks>Its own loop does so, or a producer's thread as long as writes end at once; one that does not is left to the loop. Whoever does holds <c>_isTaken</c>.</remarks>
internal sealed class SinkPump : IConsumer
{
    private readonly string _node;
    private readonly Sink _sink;
    private readonly Edge _inlet;
    private readonly NodeCounters _counters;
    private readonly bool _countsInput;
    private readonly TimeProvider _clock;
    private readonly Signal _signal = new();
    private CancellationToken _abort;
    private Task? _open;
    private bool _isTaken = true;

    public SinkPump(string node, Sink sink, Edge inlet, NodeCounters counters, bool countsInput, TimeProvider clock)
    {
        _node = node;
        _sink = sink;
        _inlet = inlet;
        _counters = counters;
        _countsInput = countsInput;
        _clock = clock;
        Cost = new TurnCost(clock);
        inlet.Consumer = this;
    }

    public TurnCost Cost { get; }

    /// <summary>Nanoseconds from a row's source to the end of its write.</summary>
    public Histogram Latency { get; } = new();

    public Sink Sink => _sink;

    /// <summary>Who is told how far it has written, and the place of the sink there; only of one that writes through.</summary>
    public List<(Completion Completion, int Place)> Completions { get; } = [];

    /// <summary>Nanoseconds a write took, where time is measured.</summary>
    public Histogram Writes { get; } = new();

    /// <summary>Where its time is measured; null when it is not.</summary>
    public ActorTime? Time { get; init; }

    /// <summary>Measures the latency budget of the sink, if it has one.</summary>
    public LatencyProbe? Probe { get; init; }

    /// <summary>Wakes the pump, so that it looks at its inlet and the stop again.</summary>
    public void Wake() => _signal.Wake();

    public void TakeTurn()
    {
        if (Interlocked.Exchange(ref _isTaken, true))
        {
            Wake();
            return;
        }

        while (!_abort.IsCancellationRequested && _inlet.TryTake(out var batch))
        {
            var write = Write(batch);
            if (!write.IsCompletedSuccessfully)
            {
                Volatile.Write(ref _open, write.AsTask());
                Wake();
                return;
            }
        }

        Volatile.Write(ref _isTaken, false);
        if (_abort.IsCancellationRequested || _inlet.IsCompleted || !_inlet.IsEmpty)
        {
            Wake();
        }
    }

    public async Task Run(CancellationToken abort)
    {
        try
        {
            _abort = abort;
            Volatile.Write(ref _isTaken, false);
            while (true)
            {
                if (Interlocked.Exchange(ref _open, null) is { } open)
                {
                    await open;
                }
                else if (Interlocked.Exchange(ref _isTaken, true))
                {
                    await _signal.Wait();
                    continue;
                }

                while (!abort.IsCancellationRequested && _inlet.TryTake(out var batch))
                {
                    await Write(batch);
                }

                if (abort.IsCancellationRequested || _inlet is { IsCompleted: true, IsEmpty: true })
                {
                    return; // still taken: nobody writes any more
                }

                Volatile.Write(ref _isTaken, false);
                if (_inlet.IsEmpty && !_inlet.IsCompleted)
                {
                    await _signal.Wait();
                }
            }
        }
        catch (Exception failure) when (failure is not NodeFailedException && !(failure is OperationCanceledException && abort.IsCancellationRequested))
        {
            throw new NodeFailedException(_node, failure);
        }
    }

    private async ValueTask Write(Batch batch)
    {
        var begun = Cost.Begin();
        try
        {
            if (batch.Count == 0)
            {
                Tell(batch.Frontier);
                return;
            }

            Time?.Enter(ActorState.Busy);
            var started = Time is null ? 0 : _clock.GetTimestamp();
            if (_countsInput)
            {
                _counters.In += batch.Count;
            }

            var write = _sink.Write(batch, _abort);
            if (write.IsCompleted)
            {
                Cost.End(begun);
            }

            await write;
            Tell(batch.Frontier);
            _counters.Used += batch.Count;
            _counters.Batches++;
            if (Time is not null)
            {
                Writes.Record((long)_clock.GetElapsedTime(started).TotalNanoseconds);
            }

            Probe?.Measure(batch, StreamEngine.Time.StreamTime.Start);
            if (batch.Ingest != 0)
            {
                Latency.Record((long)_clock.GetElapsedTime(batch.Ingest).TotalNanoseconds, batch.Count);
            }
        }
        finally
        {
            Time?.Enter(ActorState.Idle);
            _inlet.Return(batch);
        }
    }

    private void Tell(long frontier)
    {
        foreach (var (completion, place) in Completions)
        {
            completion.Write(place, frontier);
        }
    }
}
