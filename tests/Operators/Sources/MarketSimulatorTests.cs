using StreamEngine.Config;
using StreamEngine.Sources;
using StreamEngine.Sources.Simulation;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources;

public sealed class MarketSimulatorTests
{
    private const int Deltas = 0;
    private const int Trades = 1;
    private const int Quotes = 2;
    private const int Tickers = 4;

    private static readonly MarketSimulatorOptions Fast = new() { Rows = 4_000, Unpaced = true };

    [Fact]
    public void Generator_GivesThePublishedNumbers()
    {
        // xoshiro256** of state 1, 2, 3, 4: from the authors' C code (prng.di.unimi.it), as other implementations test it
        var random = new Xoshiro256(1, 2, 3, 4);

        Assert.Equal([11520UL, 0UL, 1509978240UL, 1215971899390074240UL], [random.Next(), random.Next(), random.Next(), random.Next()]);
    }

    [Theory]
    [InlineData(42, 50)]
    [InlineData(7, 5)]
    [InlineData(1, 1)]
    public void TradesAndBook_AgreeAtEveryInstant(long seed, int depth)
    {
        var run = new SourceDrive(new MarketSimulator(Fast with { Seed = seed, Depth = depth, Volatility = 1 })).Read();
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            Check(run, symbol, depth);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65_536)]
    public void BatchCuts_ChangeNoRow(int batchMax)
    {
        var whole = new SourceDrive(new MarketSimulator(Fast with { Rows = 500 })).Read();
        var cut = new SourceDrive(new MarketSimulator(Fast with { Rows = 500 }), batchMax).Read();

        Assert.All([Deltas, Trades, Quotes, Tickers], port => Assert.Equal(whole.Texts(port), cut.Texts(port)));
    }

    [Fact]
    public void Tickers_SayWhatTheTradesWere_OnceASecond()
    {
        var run = new SourceDrive(new MarketSimulator(Fast with { Rows = 2_000, Rate = new Rate(50, new Duration(1_000_000_000), null) })).Read();
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            var trades = run.Port(Trades).Where(row => (string)row["symbol"]! == symbol).ToList();
            var tickers = run.Port(Tickers).Where(row => (string)row["symbol"]! == symbol).ToList();
            Assert.InRange(tickers.Count, 15, 21); // some 1,000 events at 50 a second
            Assert.Equal(tickers.Count, tickers.Select(row => (long)row["ts"]! / 1_000_000_000).Distinct().Count());
            foreach (var ticker in tickers)
            {
                var before = trades.Where(row => (long)row["ts"]! <= (long)ticker["ts"]!).ToList();
                Assert.Equal((before[^1]["price"], before[0]["price"]), (ticker["last"], ticker["open"]));
                Assert.Equal((before.Max(row => (double)row["price"]!), before.Min(row => (double)row["price"]!)), ((double)ticker["high"]!, (double)ticker["low"]!));
                Assert.Equal((before.Sum(Base), before.Sum(row => Base(row) * (decimal)(double)row["price"]!)), ((decimal)ticker["base_vol"]!, (decimal)ticker["quote_vol"]!));
            }
        }

        static decimal Base(Dictionary<string, object?> row) => (decimal)(double)row["qty"]!;
    }

    [Fact]
    public void Day_MovesOnInQuartersOfAnHour()
    {
        const long quarter = 900_000_000_000;
        var day = new DayWindow();
        Assert.False(day.IsDue(0));
        day.Add(0, 100, 1);
        day.Add(quarter - 1, 90, 2);
        day.Add(quarter, 120, 4);
        Assert.Equal(new DayTicker(120, 100, 120, 90, 7, 100 + 180 + 480), day.Take(96 * quarter - 1));
        Assert.Equal(new DayTicker(120, 120, 120, 120, 4, 480), day.Take(96 * quarter)); // the first quarter is a day old
        Assert.False(day.IsDue(96 * quarter + 999_999_999));
        Assert.True(day.IsDue(96 * quarter + 1_000_000_000));
        day.Add(96 * quarter, 130, 1);
        Assert.Equal(new DayTicker(130, 120, 130, 120, 5, 610), day.Take(96 * quarter));
        Assert.Equal(new DayTicker(130, 130, 130, 130, 0, 0), day.Take(300 * quarter)); // nothing was traded for more than a day
    }

    [Fact]
    public void OtherSymbols_ChangeNothingOfOne()
    {
        var alone = new SourceDrive(new MarketSimulator(Fast with { Rows = 1_000, Symbols = ["ETHUSDT"] })).Read();
        var among = new SourceDrive(new MarketSimulator(Fast with { Rows = 1_500, Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"] })).Read();

        var mine = among.Texts(Deltas).Where(row => row.Contains("ETHUSDT", StringComparison.Ordinal)).ToList();
        Assert.True(mine.Count > 100);
        Assert.Equal(alone.Texts(Deltas).Take(mine.Count), mine);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(11)]
    public void SavedPosition_GoesOnBehindTheLastBatch(int batches)
    {
        var whole = new SourceDrive(new MarketSimulator(Fast with { Rows = 400 }), 16).Read();
        var first = new SourceDrive(new MarketSimulator(Fast with { Rows = 400 }), 16);
        if (batches > 0)
        {
            first.Read(batches);
        }

        var second = new SourceDrive(new MarketSimulator(Fast with { Rows = 400 }), 16, state: first.Save()).Read();

        Assert.All([Deltas, Trades, Quotes, Tickers], port => Assert.Equal(whole.Texts(port), [.. first.Texts(port), .. second.Texts(port)]));
    }

    [Fact]
    public void SavedPositionOfOtherOptions_IsRefused()
    {
        var first = new SourceDrive(new MarketSimulator(Fast));

        var refused = Assert.Throws<InvalidDataException>(() => new SourceDrive(new MarketSimulator(Fast with { Seed = 43 }), state: first.Save()));

        Assert.Contains("seed 42", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rate_IsTheMeanAndBurstsAreDenser()
    {
        var run = new SourceDrive(new MarketSimulator(Fast with { Rows = 40_000, Symbols = ["BTCUSDT"] })).Read();
        var start = (long)run.Port()[0]["ts"]!;
        var times = run.Port().Where(row => (bool)row["last"]!).Select(row => (long)row["ts"]! - start).ToList();

        Assert.InRange(times.Count / (times[^1] / 1e9), 950, 1_050);
        var inBurst = times.Count(ts => ts % 5_000_000_000 >= 4_800_000_000) / 0.2;
        var outside = times.Count(ts => ts % 5_000_000_000 < 4_800_000_000) / 4.8;
        Assert.InRange(inBurst / outside, 9, 11);
    }

    [Fact]
    public async Task Paced_FollowsTheClockAndChangesNoRow()
    {
        var clock = new ManualClock();
        var options = new MarketSimulatorOptions { Rate = new Rate(100, new Duration(1_000_000_000), null), Rows = 100 };
        var run = new SourceDrive(new MarketSimulator(options), clock: clock);
        var reading = run.ReadAll(int.MaxValue, CancellationToken.None);
        for (var step = 0; !reading.IsCompleted && step < 100_000; step++)
        {
            SpinWait.SpinUntil(() => clock.IsAwaited || reading.IsCompleted);
            var due = run.Port().Count == 0 ? 0 : (long)run.Port()[^1]["ts"]! - (long)run.Port()[0]["ts"]!;
            Assert.True(due <= clock.Elapsed.Ticks * 100, "no row comes before its time");
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await reading.WaitAsync(Patience.Hang);
        var unpaced = new SourceDrive(new MarketSimulator(options with { Unpaced = true })).Read();
        Assert.Equal(unpaced.Texts(Deltas), run.Texts(Deltas));
        Assert.True(run.BatchRows.Count > 50, "small batches at a low rate");
    }

    [Fact]
    public async Task Stop_EndsAnEndlessRunWithoutAnError()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var run = new SourceDrive(new MarketSimulator(new MarketSimulatorOptions()));

        await run.ReadAll(int.MaxValue, stop.Token);

        Assert.NotEmpty(run.Port());
    }

    [Fact]
    public void OptionsThatFitNoMarket_AreRefused()
    {
        string Problem(MarketSimulatorOptions options) => Assert.Single(new SourceDrive(new MarketSimulator(options)).Problems);

        Assert.Equal("SE2103 start: option 'start' is 'soon'; it must be a time from 1970 to 2200 such as 2024-01-01T00:00:00Z", Problem(Fast with { Start = "soon" }));
        Assert.Equal("SE2103 burst: option 'burst' has length 5s and every 5s; length must be less than every", Problem(Fast with { Burst = new BurstOptions { Length = new Duration(5_000_000_000) } }));
        Assert.Equal("SE2103 symbols: option 'symbols' has 'A' 2 times; each symbol stands once and has a name", Problem(Fast with { Symbols = ["A", "A"] }));
        Assert.Equal("SE2103 tick: option 'tick' is 1; A must have between 208 and 1000000000000 ticks of at most 9 decimals below its first price", Problem(Fast with { Symbols = ["A"], Tick = 1 }));
    }

    private static void Check(SourceDrive run, string symbol, int depth)
    {
        var (bids, asks) = (new SortedDictionary<double, double>(), new SortedDictionary<double, double>());
        var trades = run.Port(Trades).Where(row => (string)row["symbol"]! == symbol).ToLookup(row => (long)row["ts"]!);
        var quotes = run.Port(Quotes).Where(row => (string)row["symbol"]! == symbol).ToDictionary(row => (long)row["seq"]!);
        var messages = run.Port().Where(row => (string)row["symbol"]! == symbol).GroupBy(row => (long)row["seq"]!).ToList();
        var traded = 0;
        var best = (0.0, 0.0, 0.0, 0.0);
        Assert.Equal("clear", messages[0].First()["action"]);
        Assert.Equal(1 + 2 * depth, messages[0].Count());
        for (var m = 0; m < messages.Count; m++)
        {
            var rows = messages[m].ToList();
            Assert.Equal(m + 1, messages[m].Key);
            Assert.All(rows, row => Assert.Equal(m == 0, row["snapshot"]));
            Assert.Equal(Enumerable.Repeat(false, rows.Count - 1).Append(true), rows.Select(row => (bool)row["last"]!));
            var mine = trades[(long)rows[0]["ts"]!].ToList();
            foreach (var (trade, row) in mine.Zip(rows))
            {
                var side = (string)trade["side"]! == "buy" ? asks : bids;
                var level = (string)trade["side"]! == "buy" ? side.First() : side.Last();
                Assert.Equal(level.Key, trade["price"]);
                Assert.Equal(level.Key, row["price"]);
                Assert.Equal((decimal)level.Value - (decimal)(double)row["qty"]!, (decimal)(double)trade["qty"]!);
                Apply(row, bids, asks);
            }

            Assert.True(mine.Count == 0 || mine.Count == rows.Count, "a message of trades has a row for each");
            traded += mine.Count;
            foreach (var row in rows.Skip(mine.Count))
            {
                Apply(row, bids, asks);
            }

            Assert.InRange(bids.Count, 1, depth);
            Assert.InRange(asks.Count, 1, depth);
            var now = (bids.Last().Key, bids.Last().Value, asks.First().Key, asks.First().Value);
            Assert.True(now.Item1 > 0 && now.Item1 < now.Item3, "never crossed");
            Assert.Equal(now != best, quotes.ContainsKey(messages[m].Key));
            if (quotes.TryGetValue(messages[m].Key, out var quote))
            {
                Assert.Equal(now, ((double)quote["bid_px"]!, (double)quote["bid_qty"]!, (double)quote["ask_px"]!, (double)quote["ask_qty"]!));
            }

            best = now;
        }

        Assert.Equal(trades.Sum(group => group.Count()), traded);
        Assert.True(traded > 50);
    }

    private static void Apply(Dictionary<string, object?> row, SortedDictionary<double, double> bids, SortedDictionary<double, double> asks)
    {
        var side = (string?)row["side"] == "bid" ? bids : asks;
        switch (row["action"])
        {
            case "clear":
                bids.Clear();
                asks.Clear();
                break;
            case "delete":
                Assert.Equal(0.0, row["qty"]);
                Assert.True(side.Remove((double)row["price"]!));
                break;
            default:
                Assert.True((double)row["qty"]! > 0);
                side[(double)row["price"]!] = (double)row["qty"]!;
                break;
        }
    }
}
