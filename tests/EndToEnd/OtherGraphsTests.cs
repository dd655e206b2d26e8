using System.Globalization;
using System.Text.Json;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Other graphs over the same operators, written here: the engine knows no graph, schema or operator by name.</summary>
public sealed class OtherGraphsTests : IDisposable
{
    private static readonly string HandWorked = Oracle.Golden("hand-worked.csv");

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FeaturesInOtherOrder_SplitAndMergedBack_ThreeSinks()
    {
        var pipeline = _folder.Write("other-order.yaml",
            $$"""
            version: 1
            pipeline: other-order
            time: { lateness: 100ms }
            nodes:
              csv:   { from: both, csv_file: {{File("f.csv")}} }
              arrow: { from: both, arrow_file: { path: {{File("f.arrow")}}, rows_per_record_batch: 3 } }
              jsonl: { from: both, jsonl_file: {{File("f.jsonl")}} }
              both:  { from: [asks_heavier, bids_heavier] }
              bids_heavier: { from: shaped, where: imbalance_20 >= 0 }
              asks_heavier: { from: shaped, where: imbalance_20 < 0 }
              shaped:
                from: s6
                where: state = 'live' and symbol = 'BTCUSDT'
                select: |
                  ts
                  ts_recv
                  symbol
                  seq
                  bid_px
                  bid_qty
                  ask_px
                  ask_qty
                  spread_bps = bps
                  mid
                  weighted_mid
                  sum_bid_20
                  sum_ask_20
                  imbalance_20
                  ofi
                  ofi_10s
                  buy_qty_10s
                  sell_qty_10s
                  net_flow_10s
              s6: { from: s5, key: symbol, mid: {} }
              s5: { from: s4, key: symbol, weighted_mid: {}, select: "*\nbps = spread_bps" }
              s4: { from: s3, key: symbol, spread: {} }
              s3: { from: { in: s2, trades: market.trades }, key: symbol, trade_flow: { window: 10s }, drop: [late] }
              s2: { from: s1, key: symbol, imbalance: { levels: 20 } }
              s1: { from: s0, key: symbol, rolling: { column: ofi, over: 10s, take: sum, as: ofi_10s } }
              s0: { from: b1, key: symbol, order_flow_imbalance: { window: 1 } }
              b1: { from: b0, key: symbol, depth: { levels: 20 } }
              b0: { from: market.deltas, key: symbol, order_book: { depth: 20 } }
              market: { from: wire, normalize: binance_spot }
              wire: { capture_file: {{Oracle.Golden("hand-worked.capture")}} }
            """);

        var summary = Pipelines.Run(pipeline);

        FeatureRows.AssertEqual(HandWorked, ArrowFile.Read(File("f.arrow")));
        FeatureRows.AssertEqual(FeatureRows.Csv(HandWorked), [.. FeatureRows.Csv(File("f.csv")).Select(FromText)]);
        FeatureRows.AssertEqual(FeatureRows.Csv(HandWorked), [.. System.IO.File.ReadLines(File("f.jsonl")).Select(FromJson)]);
        Assert.Equal((7L, 3L), (summary.Counters("bids_heavier").Used, summary.Counters("asks_heavier").Used)); // rows 8 to 10 have more on the ask side
        Assert.Equal((10L, 10L, 10L), (summary.Counters("csv").Used, summary.Counters("arrow").Used, summary.Counters("jsonl").Used));
    }

    [Fact]
    public void FanOutToBranchesWithOtherOperators_MergedByRank()
    {
        var pipeline = _folder.Write("branches.yaml",
            $$"""
            version: 1
            pipeline: branches
            nodes:
              wire:   { capture_file: {{Oracle.Golden("hand-worked.capture")}} }
              market: { from: wire, normalize: { venue: binance_spot } }
              book:   { from: market.deltas, key: symbol, order_book: { depth: 5 } }
              mid:    { from: book, key: symbol, mid: {} }
              weighted: { from: book, key: symbol, weighted_mid: {} }
              later:
                from: weighted
                where: weighted_mid is not null and seq > 1007
                select: |
                  ts
                  what = 'weighted_mid'
                  value = weighted_mid
              mids:
                from: mid
                where: mid is not null
                select: |
                  ts
                  what = 'mid'
                  value = mid
              all:    { from: [mids, later] }
              file:   { from: all, arrow_file: {{File("all.arrow")}} }
              second: { from: later, jsonl_file: {{File("later.jsonl")}} }
            """);

        Pipelines.Run(pipeline);

        var expected = FeatureRows.Csv(HandWorked).SelectMany(row => (string[])(IsLater(row) ? ["mid", "weighted_mid"] : ["mid"]), (row, what) => (Ts: row["ts"], What: what, Value: row[what])).ToList();
        var actual = ArrowFile.Read(File("all.arrow")).Rows;
        Assert.Equal(expected.Select(e => (e.Ts, e.What)), actual.Select(a => (((long)a["ts"]!).ToString(CultureInfo.InvariantCulture), (string)a["what"]!)));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(double.Parse(pair.First.Value, CultureInfo.InvariantCulture), (double)pair.Second["value"]!, 1e-9));
        Assert.Equal(7, System.IO.File.ReadLines(File("later.jsonl")).Count()); // rows 4 to 10
    }

    private static bool IsLater(Dictionary<string, string> row) => long.Parse(row["seq"], CultureInfo.InvariantCulture) > 1007;

    private string File(string name) => Path.Combine(_folder.Path, name);

    private static Dictionary<string, object?> FromText(Dictionary<string, string> row) =>
        row.ToDictionary(cell => cell.Key, cell => cell.Value.Length == 0 ? null : cell.Key == "symbol" ? cell.Value : (object?)decimal.Parse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture));

    private static Dictionary<string, object?> FromJson(string line) =>
        JsonDocument.Parse(line).RootElement.EnumerateObject().ToDictionary(
            cell => cell.Name, cell => cell.Value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.String => cell.Value.GetString(), _ => (object?)cell.Value.GetDecimal() });
}
