using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class FreshnessTests
{
    [Fact]
    public void NoEvent_IsDown()
    {
        var run = Run().Push(0, Tick(Ms(1))).End();
        Assert.Equal([(null, false, "down")], Answers(run));
        Assert.Equal([null], run.Column("newest_event"));
    }

    [Theory]
    [InlineData(0, 0, true, "ok")]
    [InlineData(1_000, 1_000, true, "ok")]
    [InlineData(1_001, 1_001, false, "ok")]
    [InlineData(1_999, 1_999, false, "ok")]
    [InlineData(2_000, 2_000, false, "degraded")]
    [InlineData(5_000, 5_000, false, "degraded")]
    [InlineData(5_001, 5_001, false, "down")]
    [InlineData(1_000.999999, 1_000, true, "ok")]
    [InlineData(1_999.999999, 1_999, false, "ok")]
    [InlineData(5_000.999999, 5_000, false, "degraded")]
    [InlineData(86_400_000, 86_400_000, false, "down")]
    public void StoppedFeed_IsFreshThenOkThenDegradedThenDown_ToTheMillisecond(double later, long age, bool fresh, string status)
    {
        var run = Run().Push(1, Trade(Ms(10_000), 1, 1, "buy")).Push(0, Tick(Ms(10_000) + Ms(later))).End();
        Assert.Equal([((long?)age, fresh, status)], Answers(run));
    }

    [Fact]
    public void FeedThatIsAlwaysLate_IsDegradedThoughItRuns()
    {
        var run = Run().Push(1, Trade(Ms(1), 1, 1, "buy"));
        for (var i = 250; i <= 4_000; i += 250)
        {
            run.Push(2, Book(Ms(i - 1_001), 1, [], [], at: Ms(i))).Push(0, Tick(Ms(i)));
        }

        // the one fresh event is of 1 ms: 1,999 ms old at 2,000, 2,249 at 2,250; data are 1,001 ms old all the time
        Assert.Equal([.. Enumerable.Repeat("ok", 8), .. Enumerable.Repeat("degraded", 8)], Answers(run.End()).Select(a => a.Status));
        Assert.All(Answers(run).Skip(7), a => Assert.Equal((1_001L, false), (a.Age!.Value, a.Fresh)));
    }

    [Fact]
    public void StaleDataAfterDown_IsDegraded_FreshDataOk_VeryStaleDataStaysDown()
    {
        var run = Run().Push(1, Trade(Ms(0), 1, 1, "buy")).Push(0, Tick(Ms(9_000)))
            .Push(1, Trade(Ms(3_999), 1, 1, "buy", at: Ms(9_000))).Push(0, Tick(Ms(9_000)))
            .Push(1, Trade(Ms(7_999), 1, 1, "buy", at: Ms(9_001))).Push(0, Tick(Ms(9_001)))
            .Push(1, Trade(Ms(8_002), 1, 1, "buy", at: Ms(9_002))).Push(0, Tick(Ms(9_002))).End();

        // the tick of 9,000 waits for all of its instant, so the first two answers are one and the same
        Assert.Equal([(5_001L, false, "down"), (5_001L, false, "down"), (1_002L, false, "degraded"), (1_000L, true, "ok")], Answers(run).Select(a => (a.Age!.Value, a.Fresh, a.Status)));
    }

    [Fact]
    public void EventThatRunsBackOrIsAhead_MakesNothingOlderOrNegative()
    {
        var run = Run().Push(1, Trade(Ms(500), 1, 1, "buy", at: Ms(100))).Push(0, Tick(Ms(100))).Push(1, Trade(Ms(50), 1, 1, "buy", at: Ms(700))).Push(0, Tick(Ms(700))).End();
        Assert.Equal([(0L, true, "ok"), (200L, true, "ok")], Answers(run).Select(a => (a.Age!.Value, a.Fresh, a.Status)));
        Assert.Equal([Ms(500), Ms(500)], run.Column("newest_event"));
        Assert.Equal([Ms(500), Ms(500)], run.Column("newest_fresh"));
    }

    [Fact]
    public void KeysAreApart()
    {
        var run = Run().Push(1, Trade(Ms(1), 1, 1, "buy", symbol: "T")).Push(0, Tick(Ms(2)), Tick(Ms(2), "T")).End();
        Assert.Equal(["down", "ok"], run.Column("status"));
    }

    [Fact]
    public void RandomArrivals_EqualAStateMachine()
    {
        var random = new Random(3);
        var pushes = new List<(int Input, Dictionary<string, object?> Row)>();
        double at = 0;
        for (var i = 0; i < Events; i++)
        {
            at += random.Next(30) == 0 ? random.Next(4_000) : random.Next(300);
            pushes.Add(random.Next(2) == 0 ? (0, Tick(Ms(at))) : (1, Trade(Ms(at - (random.Next(3) == 0 ? random.Next(6_000) : random.Next(1_200))), 1, 1, "buy", at: Ms(at))));
        }

        var found = AskedRun.Of(Run, pushes, random);

        // NRM-05 as it is told: a state, moved by events as they come and by the ticks
        var (newest, newestFresh, state) = (double.NegativeInfinity, double.NegativeInfinity, "down");
        var expected = new List<string>();
        for (var i = 0; i < pushes.Count; i++)
        {
            var now = (double)(pushes[i].Row.TryGetValue("at", out var given) ? (long)given! : (long)pushes[i].Row["ts"]!) / 1e6;
            if (pushes[i].Input == 1)
            {
                var ts = (long)pushes[i].Row["ts"]! / 1e6;
                Evaluate(now);
                newest = Math.Max(newest, ts);
                if (now - ts <= 1_000)
                {
                    newestFresh = Math.Max(newestFresh, ts);
                    state = "ok";
                }
                else if (state == "down" && now - newest <= 5_000)
                {
                    state = "degraded";
                }
            }
            else if (!pushes.Skip(i + 1).TakeWhile(p => Arrived(p.Row) == Arrived(pushes[i].Row)).Any(p => p.Input == 1))
            {
                Evaluate(now);
                expected.Add(state);
            }
            else
            {
                expected.Add("?"); // an event of the same instant is behind it
            }
        }

        Assert.Equal(expected.Count, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.True(pair.First == "?" || pair.First == (string)pair.Second["status"]!, $"{pair.First} at {pair.Second["ts"]}"));

        void Evaluate(double now)
        {
            state = state == "ok" && now - newestFresh >= 2_000 ? "degraded" : state;
            state = now - newest > 5_000 ? "down" : state;
        }

        static long Arrived(Dictionary<string, object?> row) => (long)(row.TryGetValue("at", out var at) ? at : row["ts"])!;
    }

    private static IEnumerable<(long? Age, bool Fresh, string Status)> Answers(OperatorDrive run) =>
        run.Port().Select(r => ((long?)r["data_age_ms"], (bool)r["fresh"]!, (string)r["status"]!));

    private static OperatorDrive Run() => new(new Freshness(new()), [Ticks, Schemas.Trade, Schemas.Book(1)], ["symbol"], ["in", "trades", "book"]);
}
