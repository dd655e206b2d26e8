using System.Globalization;
using System.Text.Json;
using StreamEngine.Serving;

namespace StreamEngine.Cli.Serving.Metrics;

/// <summary>How old the reports of a cache are, by <c>generated_at</c> as they were built.</summary>
internal sealed class ReportAges(IReportCache cache)
{
    private const int MostSymbols = 50;

    /// <summary>Writes the ages.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="now">The clock; null in a replay, where it judges nothing.</param>
    /// <param name="bySymbol">Whether each symbol has its own, up to 50.</param>
    /// <param name="stop">Gives up.</param>
    public async Task Write(PrometheusText text, DateTimeOffset? now, bool bySymbol, CancellationToken stop)
    {
        IReadOnlyList<string> symbols;
        try
        {
            symbols = await cache.Symbols(stop);
        }
        catch (CacheUnavailableException)
        {
            symbols = []; // the reports are gone, and so are their ages
        }

        text.Add(MetricCatalog.Reports, symbols.Count);
        var ages = new List<(string Symbol, double Age)>();
        foreach (var symbol in symbols)
        {
            if (await Report(symbol, stop) is { } report)
            {
                ages.Add((symbol, now is { } clock && BuiltAt(report.Json) is { } built ? Math.Max(0, (clock - built).TotalMilliseconds) : double.NaN));
            }
        }

        if (!bySymbol)
        {
            text.Add(MetricCatalog.ReportAgeMs, Oldest(ages), "all");
            return;
        }

        foreach (var (symbol, age) in ages.Take(MostSymbols))
        {
            text.Add(MetricCatalog.ReportAgeMs, age, symbol);
        }

        if (ages.Count > MostSymbols)
        {
            text.Add(MetricCatalog.ReportAgeMs, Oldest(ages.Skip(MostSymbols)), "other");
        }
    }

    private static double Oldest(IEnumerable<(string Symbol, double Age)> ages) => ages.Select(a => a.Age).Where(a => !double.IsNaN(a)).DefaultIfEmpty(double.NaN).Max();

    private static DateTimeOffset? BuiltAt(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("generated_at"u8))
            {
                return reader.Read() && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var built) ? built : null;
            }
        }

        return null;
    }

    private async Task<CachedReport?> Report(string symbol, CancellationToken stop)
    {
        try
        {
            return await cache.Get(symbol, stop);
        }
        catch (CacheUnavailableException)
        {
            return null; // it went while we asked
        }
    }
}
