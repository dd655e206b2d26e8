using System.Buffers;
using StreamEngine.Serving;

namespace StreamEngine.Cli.Serving;

/// <summary>Answers questions for reports from a cache and from nothing else, in time or with a time-out.</summary>
/// <param name="cache">Where the reports are.</param>
/// <param name="ageing">Tells age and status anew for the instant of the answer; null to give reports as they were built, as in a replay.</param>
/// <param name="clock">The clock of the time-out.</param>
internal sealed class ReportDesk(IReportCache cache, ReportAgeing? ageing, TimeProvider clock)
{
    /// <summary>Time until an answer must be there.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(150);

    private const int MostNamed = 20;
    private const int LongestSymbol = 64;

    private static readonly SearchValues<char> SymbolCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:");

    /// <summary>The report of a symbol.</summary>
    /// <param name="symbol">What was asked for; null when nothing was.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<ReportAnswer> Report(string? symbol, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(symbol) || symbol.Length > LongestSymbol || symbol.AsSpan().ContainsAnyExcept(SymbolCharacters))
        {
            return ReportAnswer.None("bad_argument", 400, string.IsNullOrEmpty(symbol)
                ? "give one argument, 'symbol': the name of a market, such as BTCUSDT"
                : $"'symbol' is no name of a market: 1 to {LongestSymbol} letters, digits and - _ . / : such as BTCUSDT");
        }

        return await InTime(async either => await cache.Get(symbol, either).AsTask().WaitAsync(either) is { } report
            ? new ReportAnswer(ageing?.Of(report) ?? report.Json, null)
            : ReportAnswer.None("symbol_not_indexed", 404, $"there is no report of {symbol}; {Known(await cache.Symbols(either).AsTask().WaitAsync(either))}"), stop);
    }

    private async Task<ReportAnswer> InTime(Func<CancellationToken, Task<ReportAnswer>> ask, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await ask(either.Token);
        }
        catch (CacheUnavailableException)
        {
            return ReportAnswer.None("backend_unavailable", 503, "the reports cannot be had now: the pipeline that makes them is not running");
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return ReportAnswer.None("timeout", 504, $"no answer within {Budget.TotalMilliseconds:0} ms");
        }
    }

    /// <summary>The symbols that have a report, in the order of their bytes; or why they cannot be told.</summary>
    public async Task<(IReadOnlyList<string> Symbols, ReportFault? Fault)> Symbols(CancellationToken stop)
    {
        IReadOnlyList<string> symbols = [];
        var answer = await InTime(async either =>
        {
            symbols = await cache.Symbols(either).AsTask().WaitAsync(either);
            return new ReportAnswer(default, null);
        }, stop);
        return (symbols, answer.Fault);
    }

    private static string Known(IReadOnlyList<string> symbols) => symbols.Count == 0
        ? "there are none yet"
        : $"there are {string.Join(", ", symbols.Take(MostNamed))}{(symbols.Count > MostNamed ? $" and {symbols.Count - MostNamed} more" : "")}";
}
