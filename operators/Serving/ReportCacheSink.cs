using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Redis;
using StreamEngine.Runtime;

namespace StreamEngine.Serving;

/// <summary>Keeps the newest report of each symbol, in memory or in Redis, for <c>streamengine serve</c> to answer from.</summary>
/// <remarks>
/// <para>In: rows with <c>symbol</c> and <c>report</c>, and, as <c>freshness</c> appends them, <c>newest_event</c> and <c>newest_fresh</c>, from which age and status are told again when a report is served in a live run, by the
/// limits of the options. A run without <c>serve</c> fills the cache and nobody reads it.</para>
/// <para>With <c>redis</c> the report of BTCUSDT is the text at <c>report:BTCUSDT</c>, which any client can read; it vanishes after <c>ttl</c>, less up to a tenth that is drawn by a seed. <c>report_times:BTCUSDT</c> has
/// <c>newest_event</c> and <c>newest_fresh</c>, and the set <c>reports</c> the symbols. While the server does not answer nothing is served, and the pipeline goes on: the newest report of each symbol is written when it does.</para>
/// <para>Edge cases: a row without a report is left out; in a replay reports in memory do not age, since no clock judges there; a run that fails stops the cache, and one that completes keeps what it has.</para>
/// <para>Emits nothing into the pipeline; holds nothing back; completes with its input; fails when there are more than 10,000 symbols, or the Redis server refuses a command or is not there at the end. No warm-up. Cost: a copy of each report, or a round trip a batch.
/// Memory: one report a symbol.</para>
/// </remarks>
[Operator("report_cache", OperatorKind.Sink)]
public sealed class ReportCacheSink(ReportCacheOptions options) : Sink, IReportCache
{
    private const int MostSymbols = 10_000;
    private const long NsPerTick = 100;

    private static readonly TimeSpan LastTime = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private volatile IReportCache? _reports;
    private RedisServer? _server;
    private RedisReportCache? _redis;
    private int _symbol;
    private int _report;
    private int _newest;
    private int _newestFresh;

    /// <summary>What is told of age and status when a report is served.</summary>
    public ReportCacheOptions Options => options;

    /// <inheritdoc/>
    public override bool WritesThrough => true;

    /// <inheritdoc/>
    public override void Bind(BindScope scope)
    {
        _server = options.Redis.Length == 0 ? null : RedisServer.Bind(scope, "redis", options.Redis, options.User, options.Password);
        scope.Read(0, "symbol", null, TypeKind.Symbol, TypeKind.String);
        scope.Read(0, "report", null, TypeKind.Json);
        scope.TryRead(0, "newest_event");
        scope.TryRead(0, "newest_fresh");
    }

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _symbol = context.Input.IndexOf("symbol");
        _report = context.Input.IndexOf("report");
        _newest = context.Input.IndexOf("newest_event");
        _newestFresh = context.Input.IndexOf("newest_fresh");
        var ttl = TimeSpan.FromTicks(options.Ttl.Nanoseconds / NsPerTick);
        _redis = _server is null ? null : new RedisReportCache(_server, ttl, context.WaitClock, context.Node);
        _reports = _redis is null ? new MemoryReportCache(ttl, context.Clock) : _redis;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask Write(Batch rows, CancellationToken stop)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (Read(rows, rows.Row(i)) is { } report)
            {
                if (_redis is null)
                {
                    await Put(report, stop).ConfigureAwait(false);
                }
                else
                {
                    _redis.Take(report); // of several of a symbol the last is written
                }
            }
        }

        if (_redis is not null)
        {
            await _redis.Flush(stop).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override ValueTask Complete() => _redis?.FlushAll(LastTime, CancellationToken.None) ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Abandon()
    {
        _reports = null;
        _redis?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask Put(CachedReport report, CancellationToken stop) => Opened.Put(report, stop);

    /// <inheritdoc/>
    public ValueTask<CachedReport?> Get(string symbol, CancellationToken stop) => Opened.Get(symbol, stop);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> Symbols(CancellationToken stop) => Opened.Symbols(stop);

    private IReportCache Opened => _reports ?? throw new CacheUnavailableException("the pipeline that makes the reports is not running");

    private static long? Time(Batch rows, int column, int row) => column >= 0 && rows.Column(column) is ValueColumn<long> times && !times.IsNull(row) ? times[row] : null;

    private CachedReport? Read(Batch rows, int row)
    {
        var (symbols, reports) = (rows.Column(_symbol), (TextColumn)rows.Column(_report));
        if (symbols.IsNull(row) || reports.IsNull(row))
        {
            return null;
        }

        var symbol = symbols is TextColumn texts ? texts.Text(row) : ((SymbolColumn)symbols)[row];
        if (_seen.Count == MostSymbols && !_seen.Contains(symbol))
        {
            throw new InvalidDataException($"there are more than {MostSymbols} symbols; a cache holds a report of each, so read fewer markets here");
        }

        _seen.Add(symbol);
        return new CachedReport(symbol, reports[row].ToArray(), Time(rows, _newest, row), Time(rows, _newestFresh, row));
    }
}
