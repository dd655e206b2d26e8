using System.Text;
using StreamEngine.Data;
using StreamEngine.Normalizers;

namespace StreamEngine.Tests.Operators.Normalizers;

/// <summary>A blank in front sends a frame to the general reader: what the quick one takes of a stream it knows must be the same.</summary>
public sealed class QuickTradeTests
{
    private const string Futures = """{"stream":"btcusdt@trade","data":{"e":"trade","E":1723161256322,"T":1723161256321,"s":"BTCUSDT","t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":false}}""";
    private const string Spot = """{"stream":"solusdt@trade","data":{"e":"trade","E":1789400000126,"s":"SOLUSDT","t":901000124,"p":"142.31000000","q":"2.10000000","T":1789400000123,"m":true,"M":true}}""";

    private static readonly char[] Written = [.. "{}[]\",:.0123456789-eEtfnus \\pqXmNA\u0001\u00e9"];

    [Theory]
    [InlineData("binance_usdm", Futures)]
    [InlineData("binance_spot", Spot)]
    public void FramesAndTheirMutants_AreTakenAsByTheGeneralReader(string venue, string frame)
    {
        var random = new Random(9);
        string[] frames = [frame, .. Enumerable.Range(0, 4_000).Select(_ => Mutant(frame, random))];

        var (quick, general) = (new NormalizeRun(venue).Push(frames), new NormalizeRun(venue).Push([.. frames.Select(f => " " + f)]));

        Assert.Equal(general.Fates, quick.Fates);
        Assert.Equal(general.Drive.Dead().Select(row => row["code"]), quick.Drive.Dead().Select(row => row["code"]));
        Assert.Equal(general.Drive.Port(NormalizeRun.Trades), quick.Drive.Port(NormalizeRun.Trades));
        Assert.InRange(quick.Drive.Port(NormalizeRun.Trades).Count, 500, 3_000);
    }

    [Theory]
    [InlineData(Futures, true)]
    [InlineData("""{"stream":"btcusdt@trade","data":{"e":"trade","T":1723161256321,"m":true,"s":"ETHUSDT","t":0,"p":"1","q":"0"}}""", true)] // any order, no E and X
    [InlineData("""{"stream":"btcusdt@trade","data":{"e":"trade","E":1723161256322,"T":1723161256321,"s":"","t":1,"p":"61800.30","q":"0.006","m":false}}""", false)] // no symbol
    [InlineData("""{"stream":"btcusdt@trade","data":{"e":"trade","E":1723161256322,"T":1,"s":"BTCUSDT","t":1,"p":"61800.30","q":"0.006","m":false}}""", false)] // in 1970
    [InlineData("""{"stream":"btcusdt@trade","data":{"e":"trade","T":1723161256321,"s":"BTCUSDT","t":1,"p":"61800.30","q":"0.006","m":false,"m":true}}""", false)] // twice
    [InlineData("""{"stream":"btcusdt@trade","data":{"e":"trade","T":1723161256321,"s":"BTCUSDT","t":1,"p":"61800.30","q":"0.006"}}""", false)] // no m
    [InlineData("""{"stream":"btcusdt@trade","data":{"e":"trade","T":1723161256321,"s":"BTCUSDT","t":01,"p":"61800.30","q":"0.006","m":false}}""", false)] // no number of JSON
    [InlineData("""{"stream":"ethusdt@trade","data":{"e":"trade","T":1723161256321,"s":"BTCUSDT","t":1,"p":"61800.30","q":"0.006","m":false}}""", false)] // not known
    public void KnownStream_IsReadInOnePass(string frame, bool taken)
    {
        var symbols = new SymbolTables();
        var quick = new QuickTrades(new FrameSymbols(symbols), 1_000_000);
        var learned = Encoding.UTF8.GetBytes(Futures);
        var scan = new FrameScan();
        scan.Scan(learned, readLevels: false);
        quick.Learn(learned, scan.Stream, 0);
        var trade = new QuickTrade(Encoding.UTF8.GetBytes(frame));

        Assert.Equal(taken, quick.TryRead(Encoding.UTF8.GetBytes(frame), new FrameOrigin(1, 0, 1, 1), ref trade, out var head));
        Assert.Equal(taken ? 1_723_161_256_321_000_000 : 0, head.Ts);
    }

    [Fact]
    public void NumbersOfAllLengths_AreTheirDigits()
    {
        var digits = "";
        for (var length = 1; length <= 18; length++)
        {
            digits += (char)('0' + (length % 9) + 1);
            var frame = Encoding.UTF8.GetBytes($$$"""{"stream":"btcusdt@trade","data":{"e":"trade","T":{{{digits}}},"s":"A","t":{{{digits}}},"p":"1","q":"1","m":true}}""");
            var trade = new QuickTrade(frame);
            Assert.True(trade.TryRead("""{"stream":"btcusdt@trade","data":{""".Length, default));
            Assert.Equal(long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), trade.Time);
            Assert.Equal(digits, Encoding.UTF8.GetString(trade.Id));
        }
    }

    private static string Mutant(string frame, Random random)
    {
        var text = new StringBuilder(frame);
        for (var edits = random.Next(1, 3); edits > 0 && text.Length > 1; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0: text.Remove(at, 1); break;
                case 1: text.Insert(at, Written[random.Next(Written.Length)]); break;
                case 2 when char.IsAsciiDigit(text[at]): text[at] = (char)('0' + random.Next(10)); break;
                default: text[at] = Written[random.Next(Written.Length)]; break;
            }
        }

        return text.ToString();
    }
}
