using System.Collections.Concurrent;

namespace StreamEngine.Telemetry;

/// <summary>
/// All metric series of a process, and their values summed up every ten seconds (REQUIREMENTS OPS-04). Series are found once and kept by who records; their number is limited: a set of labels beyond it goes to the series of
/// its name that is labelled <c>other="true"</c>, so a label that takes ever new values costs detail and not memory.
/// </summary>
public sealed class MetricRegistry : IDisposable
{
    /// <summary>The label of a series that stands for all that found no place.</summary>
    public const string Other = "other";

    private static readonly IReadOnlyList<KeyValuePair<string, string>> OtherLabels = [new(Other, "true")];

    private readonly TimeProvider _clock;
    private readonly MetricOptions _options;
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MetricSeries> _others = new(StringComparer.Ordinal);
    private readonly Queue<IReadOnlyList<MetricWindow>> _windows = new();
    private readonly Lock _closing = new();
    private readonly ITimer _timer;
    private DateTimeOffset _from;
    private int _count;
    private long _refused;

    /// <summary>An empty registry whose windows go by a clock.</summary>
    /// <exception cref="ArgumentException">A limit is not above 0, or the stripes are no power of two.</exception>
    public MetricRegistry(TimeProvider clock, MetricOptions? options = null)
    {
        _clock = clock;
        _options = options ?? new MetricOptions();
        if (_options is { MostSeries: < 1 } or { KeptWindows: < 1 } || _options.Window <= TimeSpan.Zero || !System.Numerics.BitOperations.IsPow2(_options.Stripes))
        {
            throw new ArgumentException($"limits must be above 0 and stripes a power of two, these are {_options}", nameof(options));
        }

        _from = clock.GetUtcNow();
        _timer = clock.CreateTimer(_ => Tick(), null, _options.Window, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Series there are.</summary>
    public IReadOnlyCollection<MetricSeries> Series => [.. _series.Values, .. _others.Values];

    /// <summary>How often a set of labels was asked for that found no place.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>The windows that are kept, oldest first; of each, the series that recorded something.</summary>
    public IReadOnlyList<IReadOnlyList<MetricWindow>> Windows
    {
        get
        {
            lock (_closing)
            {
                return [.. _windows];
            }
        }
    }

    /// <summary>The series of a name and labels, made when it is new; to be kept by who records.</summary>
    public MetricSeries Of(string name, params ReadOnlySpan<KeyValuePair<string, string>> labels)
    {
        KeyValuePair<string, string>[] sorted = [.. labels];
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var key = string.Join('\0', [name, .. sorted.SelectMany(l => new[] { l.Key, l.Value })]);
        if (_series.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Interlocked.Increment(ref _count) > _options.MostSeries)
        {
            Interlocked.Decrement(ref _count);
            Interlocked.Increment(ref _refused);
            return OtherOf(name);
        }

        var made = new MetricSeries(key, name, sorted, _options.Stripes);
        var series = _series.GetOrAdd(key, made);
        if (!ReferenceEquals(series, made))
        {
            Interlocked.Decrement(ref _count);
        }

        return series;
    }

    /// <summary>Ends the open window now; the timer does so every <see cref="MetricOptions.Window"/>.</summary>
    public void Close()
    {
        lock (_closing)
        {
            var to = _clock.GetUtcNow();
            _windows.Enqueue([.. Series.Select(s => new MetricWindow(s, _from, to, s.TakeNew())).Where(w => w.Values.Count > 0).OrderBy(w => w.Series.Key, StringComparer.Ordinal)]);
            _from = to;
            while (_windows.Count > _options.KeptWindows)
            {
                _windows.Dequeue();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        Close();
        _timer.Change(_options.Window, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The series of a name that stands for the rest; of names there are no more than series either.</summary>
    private MetricSeries OtherOf(string name)
    {
        if (_others.TryGetValue(name, out var other))
        {
            return other;
        }

        var kept = _others.Count < _options.MostSeries ? name : Other;
        return _others.GetOrAdd(kept, static (of, stripes) => new MetricSeries(of, of, OtherLabels, stripes), _options.Stripes);
    }
}
