using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace StreamEngine.Bench;

/// <summary>Which types are allocated, sampled by the runtime once every 100 KB.</summary>
internal sealed class AllocatedTypes : EventListener
{
    private const long SampleBytes = 102_400;
    private const EventKeywords Collector = (EventKeywords)1;

    private readonly ConcurrentDictionary<string, int> _samples = new(StringComparer.Ordinal);
    private EventSource? _runtime;
    private volatile bool _started;

    /// <summary>Samples from now on.</summary>
    public void Start()
    {
        _started = true;
        EnableEvents(_runtime!, EventLevel.Verbose, Collector);
    }

    /// <summary>Does not count what is sampled from now on.</summary>
    public void Stop() => _started = false;

    /// <summary>Prints the types most bytes went to.</summary>
    public void Print(TextWriter to)
    {
        foreach (var (type, count) in _samples.OrderByDescending(s => s.Value).Take(25))
        {
            to.WriteLine($"{count * SampleBytes / 1024,12:#,0} KiB  {type}");
        }
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            _runtime = eventSource;
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (_started && eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) == true && eventData.Payload?[5] is string type)
        {
            _samples.AddOrUpdate(type, 1, static (_, count) => count + 1);
        }
    }
}
