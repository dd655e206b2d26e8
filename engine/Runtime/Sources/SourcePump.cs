using StreamEngine.Data;
using StreamEngine.Telemetry;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>Pulls one source and hands its batches to its edges while all of them have credit. Every delivery moves the frontier of every port.</summary>
/// <remarks><c>covered</c> is told each batch that was handed over, and at the end whether stream time runs out with it; null for a source nobody follows.</remarks>
internal sealed class SourcePump(string node, Source source, SourceContext context, IReadOnlyList<IReadOnlyList<Edge>> ports, IReadOnlyList<TapPoint> taps, SourceErrors errors, NodeCounters counters, RunOptions options, LiveTime? live, Action<Batch?, bool>? covered)
{
    private const int Quota = 1024;

    private readonly Signal _signal = new();
    private readonly TurnCost _cost = new(options.Clock);
    private long _reached = StreamTime.Start;
    private readonly List<(Edge Edge, int Port)> _edges = [.. ports.SelectMany((edges, port) => edges.Select(edge => (edge, port)))];

    /// <summary>What the source has vouched for; null for one that never does.</summary>
    public Voucher? Voucher { get; } = live is not null && source.Vouches ? new Voucher(source) : null;

    /// <summary>Who tells the source what has been worked off; null for one that need not know.</summary>
    public Completion? Completion { get; set; }

    /// <summary>The source.</summary>
    public Source Source => source;

    /// <summary>Rows of the batches handed over, over time.</summary>
    public Histogram BatchRows { get; } = new();

    /// <summary>The newest stream time it has reached: a row's, or a frontier it gave.</summary>
    public long Reached => Interlocked.Read(ref _reached);

    /// <summary>Whether the source came to its own end.</summary>
    public bool Ended { get; private set; }

    /// <summary>Its node.</summary>
    public string Node => node;

    /// <summary>Where its time is measured; null when it is not.</summary>
    public ActorTime? Time { get; init; }

    /// <summary>Where its batches are noted, for the latency measured from it; null when none is.</summary>
    public LatencyMarks? Marks { get; init; }

    /// <summary>Wakes the pump, so that it looks at credits and the stop again.</summary>
    public void Wake() => _signal.Wake();

    /// <summary>Takes its place at its edges, before anything runs.</summary>
    public void Attach()
    {
        foreach (var (edge, _) in _edges)
        {
            edge.Producer = _signal;
            edge.Voucher = Voucher;
        }
    }

    /// <summary>Runs until the source ends or <paramref name="stop"/>; then completes the edges. A source that ended by itself lets stream time run out.</summary>
    public async Task Run(CancellationToken stop)
    {
        var relay = new Relay([.. _edges.Select(e => e.Edge)], _cost, options, Time);
        try
        {
            await using var deliveries = source.Read(context, stop).GetAsyncEnumerator(stop);
            Time?.Enter(ActorState.Busy);
            for (var left = Quota; ; left--)
            {
                var begun = _cost.Begin();
                var next = deliveries.MoveNextAsync();
                var waits = !next.IsCompleted;
                if (waits)
                {
                    begun = 0;
                    left = Quota;
                    relay.Flush();
                    Time?.Enter(ActorState.Idle);
                }

                if (!await next)
                {
                    break;
                }

                if (waits)
                {
                    Time?.Enter(ActorState.Busy);
                }

                Hand(deliveries.Current);
                _cost.End(begun);
                relay.Pass();
                while (!_edges.TrueForAll(static e => e.Edge.HasCredit) && !stop.IsCancellationRequested)
                {
                    left = Quota;
                    relay.Flush();
                    Time?.Enter(ActorState.BackPressured);
                    await _signal.Wait();
                    Time?.Enter(ActorState.Busy);
                }

                if (left == 0)
                {
                    left = Quota;
                    await Task.Yield();
                }

                if (stop.IsCancellationRequested)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Ended = false;
        }
        catch (Exception failure) when (failure is not (NodeFailedException or RowFailedException or EdgeOverflowException))
        {
            throw new NodeFailedException(node, failure);
        }

        Time?.Enter(ActorState.Idle);
        Ended = !stop.IsCancellationRequested && source.ClosesAtEnd;
        foreach (var writer in context.Ports)
        {
            writer.Clear();
        }

        foreach (var (edge, _) in _edges)
        {
            if (Ended)
            {
                edge.Send(Batch.Punctuation(edge.Schema, StreamTime.Never));
            }

            edge.Complete();
        }

        covered?.Invoke(null, Ended);
    }

    private void Hand(Delivery delivery)
    {
        if (Voucher is null)
        {
            Hand(delivery.Batch, delivery.Port);
            return;
        }

        lock (Voucher.Lock)
        {
            var batch = Voucher.Stamp(delivery.Batch, context.Pool);
            if (batch.Count > 0)
            {
                live!.Observe(batch.At(batch.Count - 1));
            }

            Hand(batch, delivery.Port);
        }
    }

    private void Hand(Batch given, int from)
    {
        using var batch = given;
        if (batch.Count > 0)
        {
            BatchRows.Record(batch.Count);
            Marks?.Mark(batch.Ingest); // before anybody gets it
        }

        Completion?.Deliver(batch);
        Interlocked.Exchange(ref _reached, Math.Max(_reached, OperatorStage.Reached(batch)));

        counters.In += batch.Count;
        counters.Used += batch.Count;
        counters.Out += batch.Count;
        var errored = errors.Take(batch.Frontier, batch.Ingest);
        using var failed = errored is null || Voucher is null ? errored : Voucher.Stamp(errored, context.Pool);
        taps[from].Offer(batch);
        if (failed is not null)
        {
            taps[errors.Port].Offer(failed);
        }

        foreach (var (edge, port) in _edges)
        {
            if (port == from)
            {
                edge.Send(batch.Retain());
            }
            else if (port == errors.Port && failed is { Count: > 0 })
            {
                edge.Send(failed.Retain());
            }
            else
            {
                edge.Send(Batch.Punctuation(edge.Schema, batch.Frontier, batch.Ingest));
            }
        }

        covered?.Invoke(batch, false);
    }
}
