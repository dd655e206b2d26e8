using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime;

/// <summary>What is hard for keyed workers: one key with nearly all rows, keys that come late, fewer keys than workers, keys of several columns, a worker that fails.</summary>
public sealed class ParallelEdgeTests
{
    private static readonly Schema Shape = new(null,
    [
        new Field("ts", ColumnType.Timestamp, false),
        new Field("symbol", ColumnType.Symbol, false),
        new Field("venue", ColumnType.String, false),
        new Field("price", ColumnType.Float64, false),
        new Field("n", ColumnType.Int64, false),
    ]);

    private static readonly string[] Kinds = ["one key", "one key has nearly all", "each key once", "keys come late", "all at one instant"];

    [Theory]
    [InlineData("from: rows, key: symbol, ewma: { column: price, span: 5 }")]
    [InlineData("from: rows, key: symbol, window: { tumble: 5s }, select: \"s = sum(price)\\nrows = count()\\n\", drop: late")]
    [InlineData("from: rows, key: symbol, window: { slide: 3s }, select: \"s = sum(price)\\n\", drop: late")]
    [InlineData("from: { left: rows, right: more }, key: symbol, asof: { tolerance: 4s }")]
    [InlineData("from: { left: rows, right: more }, key: symbol, interval: { before: 2s, after: 2s }")]
    [InlineData("from: rows, key: symbol, sample: 2s")]
    [InlineData("from: rows, key: symbol, collect: { max: 3, within: 2s }")]
    [InlineData("from: rows, key: symbol, delay: 2s")]
    [InlineData("from: rows, key: [symbol, venue], fill_gaps: { every: 1s, limit: 3 }")]
    public void Workers_GiveTheRowsOfOne(string node)
    {
        foreach (var kind in Kinds)
        {
            var expected = Run(node, kind, 1024);
            Assert.NotEmpty(expected);
            foreach (var (workers, batch) in new[] { (2, 1), (3, 7), (16, 1024) })
            {
                Assert.Equal(expected, Run(node.Replace("key:", $"parallel: {workers}, key:", StringComparison.Ordinal), kind, batch));
            }
        }
    }

    [Fact]
    public void LateKey_IsShardedByItsValue_NotByWhenItCame()
    {
        // the same keys in another order of first appearance: each row's answer is that of its key alone
        var rows = Rows("keys come late", 0);
        var reversed = rows.AsEnumerable().Reverse().Select((r, i) => new Dictionary<string, object?>(r) { ["ts"] = (i + 1) * 1_000_000_000L }).ToList();
        const string Node = "x: { from: rows, key: symbol, parallel: 5, rolling: { column: price, rows: 3, take: [sum] } }";
        foreach (var some in new[] { rows, reversed })
        {
            var run = new PipelineRun().Given("rows", Shape, some).Nodes(Node).Collect("x").Execute();
            var last = new Dictionary<string, List<double>>();
            foreach (var row in run.Rows("x"))
            {
                var of = last.TryGetValue((string)row["symbol"]!, out var prices) ? prices : last[(string)row["symbol"]!] = [];
                of.Add((double)row["price"]!);
                Assert.Equal(of.TakeLast(3).Sum(), row["price_sum"]); // eighths add without rounding
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(299)]
    public void WorkerThatFails_EndsTheRun_AsOneWould(long at)
    {
        var serial = Fail($"x: {{ from: rows, key: symbol, buffer: {{ rows: 1 }}, test_throw: {{ at: {at} }} }}", null);
        Assert.Equal($"x: row {at} is too much", serial);
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal(serial, Fail($"x: {{ from: rows, key: symbol, parallel: 4, buffer: {{ rows: 1 }}, test_throw: {{ at: {at} }} }}", seed));
        }

        Assert.Equal(serial, Fail($"x: {{ from: rows, key: symbol, parallel: 4, test_throw: {{ at: {at} }} }}", null));
    }

    private static string Fail(string node, int? seed)
    {
        var options = new PipelineRun().Options with { BatchMax = 16 };
        options = seed is { } known ? options with { Scheduler = new SeededScheduler(known) } : options;
        var summary = new PipelineRun { Options = options }.Given("rows", Shape, Rows("keys come late", 0)).Nodes(node).Collect("x").Try();
        return summary.Failure?.Message ?? "";
    }

    private static List<string> Run(string node, string rows, int batch)
    {
        var run = new PipelineRun { Options = new PipelineRun().Options with { BatchMax = batch } }.Given("rows", Shape, Rows(rows, 0)).Given("more", Shape, Rows(rows, 1)).Nodes($"x: {{ {node} }}").Collect("x").Collect("more").Execute();
        return [.. run.Rows("x").Select(row => string.Join(' ', row.Select(c => $"{c.Key}={c.Value}")))];
    }

    private static List<Dictionary<string, object?>> Rows(string kind, int seed)
    {
        var random = new Random(seed);
        var ts = 1_000_000_000L;
        var rows = new List<Dictionary<string, object?>>();
        for (var i = 0; i < 300; i++)
        {
            ts += kind == "all at one instant" ? 0 : random.Next(4) * 500_000_000L;
            var symbol = kind switch
            {
                "one key" => "A",
                "one key has nearly all" => random.Next(50) > 0 ? "A" : $"B{random.Next(3)}",
                "each key once" => $"K{(i * 7919) % 300}",
                "keys come late" => $"K{(i < 280 ? i % 3 : i)}",
                _ => $"K{random.Next(6)}",
            };
            rows.Add(new() { ["ts"] = ts, ["symbol"] = symbol, ["venue"] = random.Next(2) == 0 ? "x" : "é", ["price"] = random.Next(1, 1000) / 8.0, ["n"] = (long)i });
        }

        return rows;
    }
}
