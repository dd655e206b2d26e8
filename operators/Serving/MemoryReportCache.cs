using System.Collections.Concurrent;

namespace StreamEngine.Serving;

/// <summary>A report cache in the memory of the process.</summary>
/// <param name="ttl">Age from which a report is no longer given.</param>
/// <param name="clock">The clock that ages reports; null to keep them, as in a replay.</param>
public sealed class MemoryReportCache(TimeSpan ttl, TimeProvider? clock) : IReportCache
{
    private readonly ConcurrentDictionary<string, (CachedReport Report, long Put)> _reports = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask Put(CachedReport report, CancellationToken stop)
    {
        _reports[report.Symbol] = (report, clock?.GetTimestamp() ?? 0);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<CachedReport?> Get(string symbol, CancellationToken stop) =>
        ValueTask.FromResult(_reports.TryGetValue(symbol, out var entry) && IsYoung(entry.Put) ? entry.Report : null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> Symbols(CancellationToken stop) =>
        ValueTask.FromResult<IReadOnlyList<string>>([.. _reports.Where(r => IsYoung(r.Value.Put)).Select(r => r.Key).Order(StringComparer.Ordinal)]);

    private bool IsYoung(long put) => clock is null || clock.GetElapsedTime(put) < ttl;
}
