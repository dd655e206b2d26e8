using StreamEngine.Serving;

namespace StreamEngine.Tests.Tools.Serving;

/// <summary>A report cache that does as a test says.</summary>
internal sealed class StandInCache(Func<string, CancellationToken, Task<CachedReport?>> get, params IReadOnlyList<string> symbols) : IReportCache
{
    public ValueTask Put(CachedReport report, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask<CachedReport?> Get(string symbol, CancellationToken stop) => new(get(symbol, stop));

    public ValueTask<IReadOnlyList<string>> Symbols(CancellationToken stop) => ValueTask.FromResult(symbols);
}
