using System.Text;
using StreamEngine.Cli.Serving;
using StreamEngine.Serving;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools.Serving;

public sealed class ReportDeskTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Report_IsGivenAsItWasBuilt_WhereNothingAges()
    {
        var answer = await Desk((symbol, _) => Task.FromResult<CachedReport?>(new CachedReport(symbol, "{\"a\":1}"u8.ToArray(), 1, 1))).Report("BTC-USD/x_1.2:3", default);
        Assert.Null(answer.Fault);
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(answer.Json.Span));
    }

    [Theory]
    [InlineData(null, "give one argument, 'symbol': the name of a market, such as BTCUSDT")]
    [InlineData("", "give one argument, 'symbol': the name of a market, such as BTCUSDT")]
    [InlineData("BTC USDT", "'symbol' is no name of a market: 1 to 64 letters, digits and - _ . / : such as BTCUSDT")]
    [InlineData("BTC\nUSDT", "'symbol' is no name of a market: 1 to 64 letters, digits and - _ . / : such as BTCUSDT")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "'symbol' is no name of a market: 1 to 64 letters, digits and - _ . / : such as BTCUSDT")]
    public async Task SymbolThatIsNone_IsABadArgument_AndTheCacheIsNotAsked(string? symbol, string message) =>
        Assert.Equal(new ReportFault("bad_argument", 400, message), (await Desk((_, _) => throw new InvalidOperationException("asked")).Report(symbol, default)).Fault);

    [Fact]
    public async Task SymbolWithoutReport_IsNotIndexed_AndThoseThatAreAreNamed()
    {
        Assert.Equal(new ReportFault("symbol_not_indexed", 404, "there is no report of XRPUSDT; there are BTCUSDT, ETHUSDT"), (await Desk(None, "BTCUSDT", "ETHUSDT").Report("XRPUSDT", default)).Fault);
        Assert.Equal(new ReportFault("symbol_not_indexed", 404, "there is no report of XRPUSDT; there are none yet"), (await Desk(None).Report("XRPUSDT", default)).Fault);
        Assert.EndsWith("S19 and 5 more", (await Desk(None, [.. Enumerable.Range(0, 25).Select(i => $"S{i}")]).Report("XRPUSDT", default)).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CacheThatCannotBeAsked_IsUnavailable_AndItsReasonStaysInside() =>
        Assert.Equal(new ReportFault("backend_unavailable", 503, "the reports cannot be had now: the pipeline that makes them is not running"),
            (await Desk((_, _) => throw new CacheUnavailableException("/secret/path")).Report("BTCUSDT", default)).Fault);

    [Fact]
    public async Task CacheThatDoesNotAnswer_IsATimeoutAfter150Milliseconds()
    {
        var asked = Desk((_, _) => new TaskCompletionSource<CachedReport?>().Task).Report("BTCUSDT", default);
        _clock.Advance(TimeSpan.FromMilliseconds(149));
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new ReportFault("timeout", 504, "no answer within 150 ms"), (await asked).Fault);
    }

    [Fact]
    public void Fault_IsJsonOfCodeAndMessage() =>
        Assert.Equal("""{"error":{"code":"timeout","message":"it's \"late\""}}""", new ReportFault("timeout", 504, "it's \"late\"").Json);

    private static Task<CachedReport?> None(string symbol, CancellationToken stop) => Task.FromResult<CachedReport?>(null);

    private ReportDesk Desk(Func<string, CancellationToken, Task<CachedReport?>> get, params IReadOnlyList<string> symbols) => new(new StandInCache(get, symbols), null, _clock);
}
