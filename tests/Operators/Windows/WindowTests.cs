using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Windows;

/// <summary>Windows worked by hand. Times are seconds; the stream time of a row is the newest <c>ts</c> so far.</summary>
public sealed class WindowTests
{
    private const long Second = 1_000_000_000;

    private static readonly Schema Input = new(null,
    [
        new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("x", ColumnType.Float64, true), new("money", ColumnType.Decimal, true), new("n", ColumnType.Int64, true),
        new("price", ColumnType.Float64, true), new("qty", ColumnType.Float64, true), new("side", ColumnType.Enum("buy", "sell")),
    ]);

    [Fact]
    public void Tumble_ClosesBehindItsEndAndTheRowOfTheEndIsInTheNext()
    {
        var rows = Run("window: { tumble: 10s }", "s = sum(x)", Row(0, 1), Row(9, 2), Row(10, 4), Row(25, 8));

        Assert.Equal([(0L, 10L, 10L, 3.0), (10, 20, 20, 4), (20, 30, 30, 8)], rows.Select(r => (Sec(r["window_start"]), Sec(r["window_end"]), Sec(r["at"]), (double)r["s"]!)));
        Assert.Equal([(10 * Second) - 1, (20 * Second) - 1, (30 * Second) - 1], rows.Select(r => (long)r["ts"]!));
    }

    [Fact]
    public void Lateness_KeepsTheWindowOpenAndWhatComesLaterIsLate()
    {
        var late = new List<Dictionary<string, object?>>();
        var rows = Run("window: { tumble: 10s, lateness: 5s, offset: 1s }", "s = sum(x)", late, Row(2, 1), Row(16, 2), Row(10, 4), Row(17, 8), Row(10.5, 16), Row(11, 32));

        // [1, 11) closes at 16: the row of 10 comes at 16, that of 10.5 at 17; 11 is in the next
        Assert.Equal([(1L, 16L, 5.0), (11, 26, 42)], rows.Select(r => (Sec(r["window_start"]), Sec(r["at"]), (double)r["s"]!)));
        Assert.Equal("SE9401", Assert.Single(late)["code"]);
    }

    [Fact]
    public void Hop_ARowIsInEveryWindowThatHoldsIt_AndLateOnlyForThoseThatClosed()
    {
        var rows = Run("window: { hop: 10s, every: 4s }", "s = sum(x)\nlow = min(x)", Row(1, 1), Row(9, 2), Row(5, 4), Row(30, 8));

        // ends are 10 + 4 k; [-8, 2), [-4, 6) and so on; the row of 5 comes at 9, when [-8, 2) and [-4, 6) have closed
        Assert.Equal(
            [(2L, 1.0, 1.0), (6, 1, 1), (10, 7, 1), (14, 6, 2), (18, 2, 2), (34, 8, 8), (38, 8, 8)],
            rows.Select(r => (Sec(r["window_end"]), (double)r["s"]!, (double)r["low"]!)));
    }

    [Fact]
    public void Slide_AnswersEachRowWithThoseUpToItsOwnTime()
    {
        var rows = Run("window: { slide: 10s }", "s = sum(x)\nn = count()", Row(0, 1), Row(5, 2), Row(5, 4), Row(10, 8), Row(30, 16));

        Assert.Equal([(1.0, 1L), (7, 3), (7, 3), (14, 3), (16, 1)], rows.Select(r => ((double)r["s"]!, (long)r["n"]!)));
        Assert.Equal([0L, 5, 5, 10, 30], rows.Select(r => Sec(r["ts"])));
    }

    [Fact]
    public void Session_EndsAGapBehindItsLastRow_AndARowBetweenTwoJoinsThem()
    {
        var rows = Run("window: { session: 5s, lateness: 10s }", "s = sum(x)\nfrom_x = first(x)", Row(0, 1), Row(8, 2), Row(4, 4), Row(13, 8), Row(40, 16));

        // 0 and 8 are joined by 4; 13 is exactly a gap behind 8 and begins the next
        Assert.Equal([(0L, 13L, 23L, 7.0, 1.0), (13, 18, 28, 8, 8), (40, 45, 55, 16, 16)],
            rows.Select(r => (Sec(r["window_start"]), Sec(r["window_end"]), Sec(r["at"]), (double)r["s"]!, (double)r["from_x"]!)));
    }

    [Fact]
    public void Count_GivesARowEachSoManyRowsAndNothingForWhatIsNotFull()
    {
        var rows = Run("window: { count: 3, every: 2 }", "s = sum(x)", Row(0, 1), Row(2, 2), Row(1, 4), Row(3, 8), Row(4, 16), Row(5, 32));

        Assert.Equal([(0L, 2L, 7.0), (1, 4, 28)], rows.Select(r => (Sec(r["window_start"]), Sec(r["ts"]), (double)r["s"]!)));
        Assert.Equal([2L, 4], rows.Select(r => Sec(r["at"])));
    }

    [Fact]
    public void Volume_SplitsTheTradeThatFillsABar()
    {
        var rows = Run("window: { volume: 10 }", "n = count()\nv = sum(qty)\nworth = sum(price * qty)\nclose = last(price)", Trade(0, 100, 4), Trade(1, 101, 27.5), Trade(2, 99, 0), Trade(3, 98, 8.5));

        // 4 + 6 of 27.5, 10, 10, then 1.5 + 0 + 8.5
        Assert.Equal([(2L, 10.0, 1006.0, 101.0), (1, 10, 1010, 101), (1, 10, 1010, 101), (3, 10, 984.5, 98)], rows.Select(r => ((long)r["n"]!, (double)r["v"]!, (double)r["worth"]!, (double)r["close"]!)));
        Assert.Equal([1L, 1, 1, 3], rows.Select(r => Sec(r["at"])));
    }

    [Fact]
    public void NotionalAndImbalance_SplitByValueAndBySide()
    {
        var notional = Run("window: { notional: 1000 }", "v = sum(qty)", Trade(0, 100, 4), Trade(1, 50, 16));
        Assert.Equal([16.0], notional.Select(r => (double)r["v"]!)); // 400, then 600 of 800 at 50: 12

        var imbalance = Run("window: { imbalance: 5 }", "v = sum(qty)", Trade(0, 100, 4), Trade(1, 100, 2, "sell"), Trade(2, 100, 4), Trade(3, 100, 7, "sell"));
        Assert.Equal([9.0, 7.0], imbalance.Select(r => (double)r["v"]!)); // 4 − 2 + 3 of 4; then 1 and 6 of 7
    }

    [Fact]
    public void TradeThatWouldFillTooManyBarsOrHasNoQty_IsAnErrorRow()
    {
        var run = new PipelineRun().Given("rows", Input, Trade(0, 100, 1e9), Trade(1, 100, null), Trade(2, 100, -1), Trade(3, 100, 1))
            .Nodes("x:\n  from: rows\n  window: { volume: 1 }\n  select: v = sum(qty)").Collect("x").Collect("x.error");
        run.Execute();

        Assert.Equal(
            ["the trade would fill more than 10000 bars of 1", "the qty is null", "the qty is negative"],
            run.Rows("x.error").Select(r => (string)r["reason"]!));
        Assert.Equal([1.0], run.Rows("x").Select(r => (double)r["v"]!));
    }

    [Theory]
    [InlineData("skip", new[] { 0L, 30 }, new[] { 1.0, 4.0 })]
    [InlineData("null", new[] { 0L, 10, 20, 30 }, new[] { 1.0, -1, -1, 4.0 })]
    [InlineData("carry", new[] { 0L, 10, 20, 30 }, new[] { 1.0, 1.0, 1.0, 4.0 })]
    public void EmptyWindows_GiveWhatIsDeclared(string empty, long[] starts, double[] sums)
    {
        var rows = Run($"window: {{ tumble: 10s, empty: {empty} }}", "s = sum(x)\nn = count()", Row(5, 1), Row(35, 4));

        Assert.Equal(starts, rows.Select(r => Sec(r["window_start"])));
        Assert.Equal(sums, rows.Select(r => (double?)r["s"] ?? -1));
        Assert.Equal(empty == "null" ? [1L, 0, 0, 1] : starts.Select(_ => 1L), rows.Select(r => (long)r["n"]!));
    }

    [Fact]
    public void Early_ShowsOpenWindowsOnAGridAndTheFinalRowLast()
    {
        var rows = Run("window: { tumble: 10s, early: 4s }", "s = sum(x)", Row(1, 1), Row(5, 2), Row(9, 4), Row(12, 8));

        Assert.Equal(
            [(4L, false, 1.0), (8, false, 3), (10, true, 7), (12, false, 8), (16, false, 8), (20, true, 8)],
            rows.Select(r => (Sec(r["at"]), (bool)r["is_final"]!, (double)r["s"]!)));
        Assert.Equal(4 * Second, rows[0]["ts"]);
    }

    [Fact]
    public void EarlyHop_ShowsEachOpenWindowFromTheOldestOn()
    {
        var rows = Run("window: { hop: 10s, every: 5s, early: 6s }", "s = sum(x)\nlow = min(x)", Row(1, 1), Row(7, 2), Row(11, 4), Row(13, 8));

        // at 6: [-5, 5) has closed, [0, 10) is open; at 12: [5, 15) and [10, 20), with the rows up to 12; at 18: [10, 20)
        Assert.Equal(
            [(5L, true, 5L, 1.0, 1.0), (6, false, 10, 1, 1), (10, true, 10, 3, 1), (12, false, 15, 6, 2), (12, false, 20, 4, 4), (15, true, 15, 14, 2), (18, false, 20, 12, 4), (20, true, 20, 12, 4)],
            rows.Select(r => (Sec(r["at"]), (bool)r["is_final"]!, Sec(r["window_end"]), (double)r["s"]!, (double)r["low"]!)));
    }

    [Fact]
    public void EarlySession_ShowsItAsFarAsItIs()
    {
        var rows = Run("window: { session: 5s, early: 4s }", "s = sum(x)", Row(1, 1), Row(5, 2), Row(9, 4));

        Assert.Equal(
            [(4L, false, 6L, 1.0), (8, false, 10, 3), (12, false, 14, 7), (14, true, 14, 7)],
            rows.Select(r => (Sec(r["at"]), (bool)r["is_final"]!, Sec(r["window_end"]), (double)r["s"]!)));
    }

    [Fact]
    public void EarlyBar_ShowsWhatIsInItAndNothingOfItWhenTheInputEnds()
    {
        var rows = Run("window: { volume: 10, early: 2s }", "v = sum(qty)\nn = count()", Trade(1, 100, 4), Trade(2, 101, 3), Trade(5, 99, 5), Trade(7, 98, 1), Trade(9, 98, 1));

        Assert.Equal(
            [(2L, false, 7.0, 2L), (4, false, 7, 2), (5, true, 10, 3), (6, false, 2, 1), (8, false, 3, 2)],
            rows.Select(r => (Sec(r["at"]), (bool)r["is_final"]!, (double)r["v"]!, (long)r["n"]!)));
    }

    [Theory]
    [InlineData("tumble: 10s, empty: ~", "option 'empty' has no value; it must be one of skip, null, carry (default skip)")]
    [InlineData("early: 1s", "no kind of window is given; it must be exactly one of tumble, hop, slide, session, count, tick, volume, notional, imbalance")]
    [InlineData("tumble: 10s, count: 3", "tumble and count are kinds of windows; it must be exactly one of tumble, hop, slide, session, count, tick, volume, notional, imbalance")]
    [InlineData("slide: 10s, early: 1s", "'early' has no meaning with slide; it goes with tumble, hop, session, tick, volume, notional, imbalance")]
    [InlineData("session: 10s, empty: carry", "'empty' has no meaning with session; it goes with tumble, hop")]
    [InlineData("tick: 10, lateness: 1s", "'lateness' has no meaning with tick; it goes with tumble, hop, slide, session")]
    [InlineData("hop: 10s, every: 11s", "option 'every' is 11s; it must be from 1ns to the length of the window, 10s")]
    [InlineData("count: 10, every: 11", "option 'every' is 11; with count it must be a number of rows from 1 to 10")]
    public void OptionsThatDoNotGoTogether_AreRefused(string options, string problem)
    {
        var line = Assert.Single(Make($"window: {{ {options} }}", "s = sum(x)", [], "").Problems());
        Assert.Equal(problem, line[(line.IndexOf(" x: ", StringComparison.Ordinal) + 4)..]);
    }

    [Fact]
    public void TimersOfOneInstant_FireInTheOrderOfTheKeysBytes()
    {
        var keys = new[] { "z\uFFFD", "z\U0001F600", "b", "Ä", "a" };
        var rows = Run("window: { tumble: 10s }", "n = count()", [.. keys.Select((k, i) => new Dictionary<string, object?>(Row(i, 1)) { ["k"] = k })], "key: k");

        Assert.Equal(["a", "b", "z\uFFFD", "z\U0001F600", "Ä"], rows.Select(r => (string)r["k"]!));
    }

    [Fact]
    public void Aggregates_SkipNullsAndAreNullOfNothing()
    {
        const string All = "n = count()\nk_x = count(x)\ns = sum(x)\nlo = min(x)\nhi = max(x)\nf = first(x)\nl = last(x)\nm = mean(x)\nv = var(x)\nsd = std(x)\nw = vwap(price, qty)\nd = distinct(x)\nq = quantile(x, 0.25)\nt = top(x, 2)";
        var none = Assert.Single(Run("window: { tumble: 10s }", All, Row(0, null)));
        Assert.Equal([1L, 0L, null, null, null, null, null, null, null, null, null, 0L, null, null], All.Split('\n').Select(line => none[line.Split(' ')[0]]));

        var some = Assert.Single(Run("window: { tumble: 10s }", All, Trade(0, 2, 1, x: 4), Trade(1, 5, 2, x: 0.5), Trade(2, null, 9, x: null), Trade(3, 4, null, x: 2.5), Trade(4, 1, 1, x: 4)));
        Assert.Equal([5L, 4L, 11.0, 0.5, 4.0, 4.0, 4.0, 2.75, 2.75, Math.Sqrt(2.75), 3.25, 3L, 2.0], All.Split('\n')[..13].Select(line => some[line.Split(' ')[0]]));
        Assert.Equal([4.0, 4.0], (double[])some["t"]!);
    }

    [Fact]
    public void Sums_AreExactInFloatsIntegersAndDecimals()
    {
        var row = Assert.Single(Run("window: { tumble: 10s }", "s = sum(x)\nm = mean(x)\ni = sum(n)\nd = sum(money)\ndm = mean(money)",
            Row(0, 0.1, 0.1m, long.MaxValue), Row(1, 0.2, 0.2m, -7), Row(2, 1e9, 1.000000000000000001m, 3)));

        Assert.Equal([1000000000.3, 333333333.4333333333333, long.MaxValue - 4, 1.300000000000000001m, 0.433333333333333334m], new[] { row["s"], row["m"], row["i"], row["d"], row["dm"] });
    }

    [Fact]
    public void QuantileOfManyValues_IsWithinAThousandthOfItsPlace()
    {
        var rows = Enumerable.Range(0, 10_000).Select(i => Row(i / 2_000.0, (i * 7919 % 10_000) - 2_500)).ToArray();
        var row = Assert.Single(Run("window: { tumble: 10s }", "q = quantile(x, 0.9)\nlow = quantile(x, 0.01)\nmid = quantile(x, 0.25)", rows));

        Assert.InRange((double)row["q"]!, 6499 * (1 - 0.001), 6499 * (1 + 0.001)); // place ⌊9999 × 0.9⌋ = 8999
        Assert.InRange((double)row["low"]!, -2401 * (1 + 0.001), -2401 * (1 - 0.001));
        Assert.InRange((double)row["mid"]!, -1 - 0.001, -1 + 0.001);
    }

    [Fact]
    public void ExpressionsAroundAggregates_AndOhlcWithAName()
    {
        var row = Assert.Single(Run("window: { tumble: 10s }", "p = ohlc(x * 2)\nwidth = (max(x) - min(x)) / first(x) else null\nis_up = last(x) > first(x)\nat_k = k", [Row(0, 1), Row(1, 4), Row(2, 3)], "key: k"));

        Assert.Equal([2.0, 8.0, 2.0, 6.0, 3.0, true, "a"], new[] { "p_open", "p_high", "p_low", "p_close", "width", "is_up", "at_k" }.Select(c => row[c]));
    }

    [Fact]
    public void ResultOutOfRange_IsAnErrorRowAndTheNextWindowIsFine()
    {
        var run = new PipelineRun().Given("rows", Input, Row(0, 1, null, long.MaxValue), Row(1, 1, null, 1), Row(11, 1, null, 5))
            .Nodes("x:\n  from: rows\n  key: k\n  window: { tumble: 10s }\n  select: i = sum(n)\n  drop: [late]").Collect("x").Collect("x.error");
        run.Execute();

        Assert.Equal("the window from 0 to 10000000000 of k a: the sum 9223372036854775808 is beyond the range of int64", Assert.Single(run.Rows("x.error"))["reason"]);
        Assert.Equal(5L, Assert.Single(run.Rows("x"))["i"]);
    }

    private static List<Dictionary<string, object?>> Run(string window, string select, params Dictionary<string, object?>[] rows) => Run(window, select, rows, "");

    private static List<Dictionary<string, object?>> Run(string window, string select, List<Dictionary<string, object?>> late, params Dictionary<string, object?>[] rows)
    {
        var run = Make(window, select, rows, "");
        run.Collect("x.late").Execute();
        late.AddRange(run.Rows("x.late"));
        return [.. run.Rows("x")];
    }

    private static List<Dictionary<string, object?>> Run(string window, string select, Dictionary<string, object?>[] rows, string attribute)
    {
        var run = Make(window, select, rows, attribute + (window.Contains("count", StringComparison.Ordinal) || window.Contains("volume", StringComparison.Ordinal) || window.Contains("notional", StringComparison.Ordinal) || window.Contains("imbalance", StringComparison.Ordinal) ? "" : "\n  drop: [late]"));
        run.Execute();
        return [.. run.Rows("x")];
    }

    private static PipelineRun Make(string window, string select, Dictionary<string, object?>[] rows, string attribute) =>
        new PipelineRun().Given("rows", Input, rows).Nodes($"x:\n  from: rows\n  {window}\n  select: |\n    {select.Replace("\n", "\n    ", StringComparison.Ordinal)}\n  {attribute}".TrimEnd()).Collect("x");

    private static long Sec(object? ns) => (long)ns! / Second;

    private static Dictionary<string, object?> Row(double seconds, double? x, decimal? money = null, long? n = null) =>
        new() { ["ts"] = (long)(seconds * Second), ["k"] = "a", ["x"] = x, ["money"] = money, ["n"] = n, ["side"] = "buy" };

    private static Dictionary<string, object?> Trade(double seconds, double? price, double? qty, string side = "buy", double? x = null) =>
        new() { ["ts"] = (long)(seconds * Second), ["k"] = "a", ["x"] = x, ["price"] = price, ["qty"] = qty, ["side"] = side };
}
