using System.Buffers.Text;
using System.Globalization;
using StreamEngine.Serving;

namespace StreamEngine.Redis;

/// <summary>
/// A report cache in Redis: <c>report:SYMBOL</c> holds the report, <c>report_times:SYMBOL</c> the times beside it, the set <c>reports</c> the symbols. The first two vanish by themselves after the time to live, less up to a tenth
/// that is drawn, so that they do not all vanish at once. Readers of one symbol at one time share one request.
/// </summary>
/// <remarks>Reads and writes have a connection each, so that no read waits behind a write. A read is answered, or refused, within 100 ms.</remarks>
/// <param name="server">The server.</param>
/// <param name="ttl">Age from which a report is no longer given.</param>
/// <param name="clock">Waits.</param>
/// <param name="node">Who asks; times to live are drawn by it.</param>
public sealed class RedisReportCache(RedisServer server, TimeSpan ttl, TimeProvider clock, string node) : IReportCache, IDisposable
{
    private const int MostSymbols = 10_000;
    private const double Jitter = 0.1;
    private const string Names = "reports";

    private static readonly TimeSpan WriteTime = TimeSpan.FromSeconds(1);

    private readonly RedisClient _reads = server.Client(clock, node + ".read");
    private readonly RedisClient _writes = server.Client(clock, node + ".write");
    private readonly Random _random = new(RedisServer.SeedOf(node));
    private readonly Dictionary<string, CachedReport> _unwritten = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<CachedReport?>> _flights = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Time within which a read is answered or refused.</summary>
    public TimeSpan ReadTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Requests for a report that were sent.</summary>
    public long Asked { get; private set; }

    /// <summary>Takes a report, to be written by the next <see cref="Flush"/>; it stands in the place of an older one that could not be.</summary>
    public void Take(CachedReport report) => _unwritten[report.Symbol] = report;

    /// <summary>Writes what was taken. A server that does not answer keeps nobody waiting: reports are kept, the newest of each symbol, and written with the next ones.</summary>
    /// <returns>Whether everything is written.</returns>
    /// <exception cref="RedisRefusedException">The server refuses.</exception>
    public async ValueTask<bool> Flush(CancellationToken stop)
    {
        if (_unwritten.Count == 0)
        {
            return true;
        }

        var request = new RespRequest();
        foreach (var report in _unwritten.Values)
        {
            var life = ((long)(ttl.TotalMilliseconds * (1 - (Jitter * _random.NextDouble())))).ToString(CultureInfo.InvariantCulture);
            request.Add("MULTI");
            request.Begin(5).Argument("SET"u8).Argument($"report:{report.Symbol}").Argument(report.Json.Span).Argument("PX"u8).Argument(life);
            request.Add("SET", $"report_times:{report.Symbol}", $"{Text(report.NewestEvent)} {Text(report.NewestFresh)}", "PX", life);
            request.Add("SADD", Names, report.Symbol);
            request.Add("EXEC");
        }

        try
        {
            foreach (var reply in await _writes.Ask(request, WriteTime, stop).ConfigureAwait(false))
            {
                RedisClient.ThrowOnError(server, reply);
            }
        }
        catch (RedisUnavailableException)
        {
            return false;
        }

        _unwritten.Clear();
        return true;
    }

    /// <summary>Writes what was taken, and tries again for a while.</summary>
    /// <exception cref="RedisUnavailableException">The server did not answer.</exception>
    public async ValueTask FlushAll(TimeSpan patience, CancellationToken stop)
    {
        for (var begun = clock.GetTimestamp(); !await Flush(stop).ConfigureAwait(false);)
        {
            await _writes.Pause(RedisUnavailableException.Gone($"{server} does not answer"), begun, patience, stop).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask Put(CachedReport report, CancellationToken stop)
    {
        Take(report);
        await Flush(stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<CachedReport?> Get(string symbol, CancellationToken stop)
    {
        Task<CachedReport?>? flight;
        lock (_lock)
        {
            if (!_flights.TryGetValue(symbol, out flight))
            {
                flight = Fetch(symbol);
                if (!flight.IsCompleted)
                {
                    _flights.Add(symbol, flight);
                }
            }
        }

        return await flight.WaitAsync(stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> Symbols(CancellationToken stop)
    {
        var known = await Ask(new RespRequest("SRANDMEMBER", Names, Text(MostSymbols)), stop).ConfigureAwait(false);
        if (known[0].Items.Count == 0)
        {
            return [];
        }

        var names = known[0].Items.Select(n => n.Text).ToList();
        var request = new RespRequest();
        names.ForEach(name => request.Add("EXISTS", $"report:{name}"));
        var there = await Ask(request, stop).ConfigureAwait(false);
        return [.. names.Where((_, i) => there[i].Number == 1).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static long? Time(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long time, out var used) && used == text.Length ? time : null;

    private async Task<CachedReport?> Fetch(string symbol)
    {
        try
        {
            Asked++;
            var found = (await Ask(new RespRequest("MGET", $"report:{symbol}", $"report_times:{symbol}"), CancellationToken.None).ConfigureAwait(false))[0];
            if (found.Item(0).Kind == RespKind.Null)
            {
                return null;
            }

            var times = found.Item(1).Kind == RespKind.Null ? default : found.Item(1).Bytes;
            var blank = times.Span.IndexOf((byte)' ');
            return blank < 0 ? new CachedReport(symbol, found.Item(0).Bytes, null, null)
                : new CachedReport(symbol, found.Item(0).Bytes, Time(times.Span[..blank]), Time(times.Span[(blank + 1)..]));
        }
        catch (RedisUnavailableException malformed) when (malformed.Code == RedisCodes.Malformed.Code)
        {
            throw new CacheUnavailableException(malformed.Why);
        }
        finally
        {
            lock (_lock)
            {
                _flights.Remove(symbol);
            }
        }
    }

    private async Task<IReadOnlyList<RespReply>> Ask(RespRequest request, CancellationToken stop)
    {
        try
        {
            var replies = await _reads.Ask(request, ReadTime, stop).ConfigureAwait(false);
            foreach (var reply in replies)
            {
                RedisClient.ThrowOnError(server, reply);
            }

            return replies;
        }
        catch (IOException failure) when (failure is RedisUnavailableException or RedisRefusedException)
        {
            throw new CacheUnavailableException(failure.Message);
        }
    }
}
