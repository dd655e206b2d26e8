using System.Text.Json.Nodes;
using static StreamEngine.Tests.EndToEnd.Walkthrough;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Walk-through A2 to A4 of REQUIREMENTS § 17, in virtual time, through the shipped pipeline; expected values are worked out by hand.</summary>
public sealed class MarketWalkthroughTests
{
    private static readonly (double Price, double Qty)[] Bids = [.. Enumerable.Range(0, 20).Select(i => (1000.0 - i, 1.0))];
    private static readonly (double Price, double Qty)[] Asks = [.. Enumerable.Range(0, 20).Select(i => (1001.0 + i, 1.0))];

    /// <summary>A2: an event at 5 s, then none until 12 s. NRM-04, NRM-05.</summary>
    [Fact]
    public async Task FeedThatStops_IsTold_ToTheMillisecond()
    {
        var reports = await Reports([Book(4_000, 1, Bids, Asks), Trade(5_000, 1, 1001, 1, "buy"), Trade(12_000, 2, 1001, 1, "buy"), Trade(12_010, 3, 1001, 1, "buy")], every: "1ms");

        Assert.Equal(["5000 ok fresh", "6001 ok stale", "7000 degraded stale", "10001 down stale", "12000 ok fresh"], Changed(reports, from: 5_000));
        Assert.All(Enumerable.Range(5_000, 7_000), ms => Assert.Equal(ms - 5_000, (int)reports[ms]["data_age_ms"]!));
    }

    /// <summary>A2: what is stale when it comes after the feed was down gives degraded; the next that is fresh gives ok.</summary>
    [Fact]
    public async Task StaleEventBehindAStop_IsDegraded()
    {
        var late = Trade(11_000, 2, 1001, 1, "buy").Replace($"\"ts\":{Start + 11_000_000_000}", $"\"ts\":{Start + 13_500_000_000}", StringComparison.Ordinal); // 2.5 s old when it comes
        var reports = await Reports([Book(4_000, 1, Bids, Asks), Trade(5_000, 1, 1001, 1, "buy"), late, Trade(14_000, 3, 1001, 1, "buy")], every: "10ms");

        Assert.Equal(["5000 ok fresh", "6010 ok stale", "7000 degraded stale", "10010 down stale", "13500 degraded stale", "14000 ok fresh"], Changed(reports, from: 5_000));
    }

    /// <summary>A3: 100 events in the 10 s up to 10 s: 40 changes of the book and 60 trades, of which 20 buy 0.5, 20 sell 0.2 and 20 buy 0.1.</summary>
    [Fact]
    public async Task HundredEventsInTenSeconds_AreTenASecond_AndTheFlowIsExact()
    {
        var seq = 1L;
        var events = new List<string> { Book(0, seq, Bids, Asks) };
        for (var i = 1; i <= 100; i++)
        {
            events.Add((i % 5) switch
            {
                1 => Trade(100 * i, i, 1001, 0.5, "buy"),
                2 => Trade(100 * i, i, 1000, 0.2, "sell"),
                3 => Trade(100 * i, i, 1001, 0.1, "buy"),
                _ => Changes(100 * i, ++seq, ("bid", 985, i % 2 == 0 ? 0.9 : 1)),
            });
        }

        var reports = await Reports([.. events, Trade(20_000, 101, 1001, 1, "buy"), Trade(40_250, 102, 1001, 1, "buy")]);

        Assert.Equal((10.0, 8.0), Flow(reports[10_000]));   // 20 · (0.5 − 0.2 + 0.1)
        Assert.Equal((9.8, 8.0), Flow(reports[10_250]));    // those at 100 and 200 ms are older than 10 s
        Assert.Equal((0.1, 9.0), Flow(reports[20_000]));    // that at 10 s is no longer counted, that at 20 s is
        Assert.Equal((0.0, 1.0), Flow(reports[40_000]));    // of the flow of 30 s the trade at 20 s is left

        static (double, double) Flow(JsonNode report) => ((double)report["flow"]!["orders_per_sec"]!, (double)report["flow"]!["net_flow"]!);
    }

    /// <summary>
    /// A4: 40 sizes, 0.3, 0.4 and 0.5, then 35 of 1, then 4 and 6. P95 lies 0.05 of the way from the 38th to the 39th: 1.15; the threshold is 1.725, 4 is 2.3 and 6 is 3.5 times that. P10 lies between the 4th
    /// and the 5th: 1; the mean of the three thin levels is 0.4 of it.
    /// </summary>
    [Fact]
    public async Task WallsAndVacuums_AreFoundWhereTheyAre_AndNothingElse()
    {
        var (bids, asks) = (Bids.ToArray(), Asks.ToArray());
        bids[7].Qty = 4;
        asks[10].Qty = 6;
        (asks[3].Qty, asks[4].Qty, asks[5].Qty) = (0.5, 0.4, 0.3);
        var report = (await Reports([Book(0, 1, bids, asks), Trade(500, 1, 1001, 0.1, "buy")]))[250];

        Assert.Equal("""[{"side":"bid","price":993,"qty":4,"severity":"medium"},{"side":"ask","price":1011,"qty":6,"severity":"high"}]""", report["liquidity"]!["walls"]!.ToJsonString());
        Assert.Equal("""[{"side":"ask","from":1004,"to":1006,"levels":3,"severity":"medium"}]""", report["liquidity"]!["vacuums"]!.ToJsonString());
        Assert.Empty(report["anomalies"]!.AsArray());
    }

    /// <summary>A4: at 990, ten below the best bid, 9 are put to the 1 that rests there and taken away, without a trade: each time they are six times the threshold of 1.5. No times is a calm book.</summary>
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, """{"type":"spoofing","severity":"low","note":"bid 990: pulled 1 time, 9 of 9 without trades"}""")]
    [InlineData(3, """{"type":"spoofing","severity":"medium","note":"bid 990: pulled 3 times, 27 of 27 without trades"}""")]
    [InlineData(5, """{"type":"spoofing","severity":"high","note":"bid 990: pulled 5 times, 45 of 45 without trades"}""")]
    public async Task SpoofingScript_YieldsOneEntryOfItsSeverity_AndACalmBookNone(int pulls, string? entry)
    {
        var seq = 1L;
        var events = new List<string> { Book(0, seq, Bids, Asks) };
        for (var i = 1; i <= 12; i++) // sizes move between 0.9 and 1, so that those of the spoofer are fewer than one in twenty
        {
            var size = i % 2 == 0 ? 1 : 0.9;
            events.Add(Changes(100 * i, ++seq, [.. Bids.Where(b => b.Price != 990).Select(b => ("bid", b.Price, size)), .. Asks.Select(a => ("ask", a.Price, size))]));
        }

        for (var i = 0; i < pulls; i++)
        {
            events.Add(Changes(2_000 + 1_000 * i, ++seq, ("bid", 990, 10)));
            events.Add(Changes(2_500 + 1_000 * i, ++seq, ("bid", 990, 1)));
        }

        var reports = await Reports([.. events, Trade(8_000, 1, 1001, 0.1, "buy"), Trade(40_000, 2, 1001, 0.1, "buy")]);
        Assert.Equal(entry is null ? "[]" : $"[{entry}]", reports[8_000]["anomalies"]!.ToJsonString());
        Assert.Equal("[]", reports[1_750]["anomalies"]!.ToJsonString());
        Assert.Equal("[]", reports[39_750]["anomalies"]!.ToJsonString()); // 30 s after the last pull
        Assert.All(reports.Where(r => r.Key >= 250), r => Assert.Empty(r.Value["liquidity"]!["vacuums"]!.AsArray()));
    }

    /// <summary>A locked book is none to report, and a report that fits no schema is a dead letter: the others go on.</summary>
    [Fact]
    public async Task ReportThatDoesNotFit_IsADeadLetter_AndReportsGoOn()
    {
        var dead = new List<string>();
        var reports = await Reports(
            [Book(0, 1, Bids, Asks), Changes(1_000, 2, ("ask", 1000, 1)), Changes(2_000, 3, ("ask", 1000, 0)), Trade(3_000, 1, 1001, 1, "buy"), Trade(4_000, 2, 1002, 1, "buy"), Trade(5_000, 3, 1001, 1, "buy")],
            dead: dead, change: shipped => shipped.Replace("last_price = coalesce(price, last_price)", "last_price = if price > 1001 then 0 - price else price"));

        Assert.Equal(1001, (double)reports[1_500]["best_ask"]!["price"]!); // as it was before it was locked
        Assert.Equal(["SE9601 the report does not fit market-report-1: /last_price is '-1002'; it must be more than 0"], dead.Distinct());
        Assert.Equal(4, dead.Count);                                       // at 4, 4.25, 4.5 and 4.75 s
        Assert.Equal([3_750, 5_000], reports.Keys.Where(ms => ms is >= 3_750 and <= 5_000).Order());
    }

    private static List<string> Changed(SortedDictionary<long, JsonNode> reports, long from)
    {
        var changes = new List<string>();
        var before = "";
        foreach (var (ms, report) in reports.Where(r => r.Key >= from))
        {
            var now = $"{report["ingestion"]!["status"]} {((bool)report["ingestion"]!["fresh"]! ? "fresh" : "stale")}";
            if (now != before)
            {
                changes.Add($"{ms} {now}");
                before = now;
            }
        }

        return changes;
    }
}
