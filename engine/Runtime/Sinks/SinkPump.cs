using StreamEngine.Data;
using StreamEngine.Telemetry;

namespace StreamEngine.Runtime;

/// <summary>Takes batches off a sink's edge one by one and awaits the writes. Credit goes back when a write has ended, so a slow sink stops its sources.</summary>
internal sealed class SinkPump
{
    private readonly string _node;
    private readonly Sink _sink;
    private readonly Edge _inlet;
    private readonly NodeCounters _counters;
    private readonly bool _countsInput;
    private readonly TimeProvider _clock;
    private readonly Signal _signal = new();

    public SinkPump(string node, Sink sink, Edge inlet, NodeCounters counters, bool countsInput, TimeProvider clock)
    {
        _node = node;
        _sink = sink;
        _inlet = inlet;
        _counters = counters;
        _countsInput = countsInput;
        _clock = clock;
        inlet.Consumer = _signal;
    }

    /// <summary>Nanoseconds from a row's source to the end of its write.</summary>
    public Histogram Latency { get; } = new();

    public Sink Sink => _sink;

    /// <summary>Measures the latency budget of the sink, if it has one.</summary>
    public LatencyProbe? Probe { get; init; }

    /// <summary>Wakes the pump, so that it looks at its inlet and the stop again.</summary>
    public void Wake() => _signal.Wake();

    public async Task Run(CancellationToken abort)
    {
        try
        {
            while (!abort.IsCancellationRequested)
            {
                if (_inlet.TryTake(out var batch))
                {
                    await Write(batch, abort);
                }
                else if (_inlet is { IsCompleted: true, IsEmpty: true })
                {
                    return;
                }
                else
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

    private async Task Write(Batch batch, CancellationToken abort)
    {
        try
        {
            if (batch.Count == 0)
            {
                return;
            }

            if (_countsInput)
            {
                _counters.In += batch.Count;
            }

            await _sink.Write(batch, abort);
            _counters.Used += batch.Count;
            _counters.Batches++;
            Probe?.Measure(batch, Time.StreamTime.Start);
            if (batch.Ingest != 0)
            {
                Latency.Record((long)_clock.GetElapsedTime(batch.Ingest).TotalNanoseconds, batch.Count);
            }
        }
        finally
        {
            _inlet.Return(batch);
        }
    }
}
