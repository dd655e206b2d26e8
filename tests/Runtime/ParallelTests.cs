using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime;

/// <summary>A parallel node puts out what one worker would: the same rows in the same order, with the same stream times.</summary>
public sealed class ParallelTests
{
    private static readonly Schema Shape = new(null,
    [
        new Field("ts", ColumnType.Timestamp, false),
        new Field("symbol", ColumnType.Symbol, true),
        new Field("price", ColumnType.Float64, false),
        new Field("n", ColumnType.Int64, false),
    ]);

    [Theory]
    [InlineData("smooth: { from: rows, key: symbol, parallel: 4, ewma: { column: price, span: 5 } }")]
    [InlineData("smooth: { from: rows, key: symbol, parallel: 4, where: n % 3 != 0, rolling: { column: price, over: 10s, take: [sum, min] } }")]
    [InlineData("smooth: { from: [rows, more], key: symbol, parallel: 4, rolling: { column: price, rows: 7, take: [mean] }, select: \"price_mean\\nn\\n\" }")]
    [InlineData("first: { from: rows, key: symbol, parallel: 4, rolling: { column: price, rows: 3, take: [mean] } }\nsmooth: { from: first, key: symbol, parallel: 4, where: n % 3 != 0, ewma: { column: price_mean, span: 5 } }")]
    [InlineData("first: { from: rows, key: symbol, parallel: 4, where: n % 2 = 0, ewma: { column: price, span: 9 } }\nsecond: { from: first, key: symbol, parallel: 4, rolling: { column: price_ewma, rows: 3, take: [sum] } }\nbeside: { from: first, where: n % 5 = 0, select: \"price_ewma\\nn\\n\" }\nback: { from: second, select: \"price_ewma\\nn\\n\" }\nsmooth: { from: [back, beside] }")]
    [InlineData("first: { from: rows, key: symbol, parallel: 4, rolling: { column: price, rows: 3, take: [mean] } }\nsmooth: { from: first, key: symbol, parallel: 4, rolling: { column: price_mean, over: 10s, take: [sum] } }")]
    public void AnyNumberOfWorkers_GivesTheRowsOfOne(string node)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var expected = Run(node, seed, 1, 1024);
            Assert.NotEmpty(expected);
            foreach (var (workers, batch) in new[] { (2, 1), (3, 7), (3, 1024), (8, 64) })
            {
                Assert.Equal(expected, Run(node, seed, workers, batch));
            }
        }
    }

    [Fact]
    public void SeededInterleavings_GiveTheSameRows()
    {
        const string Node = "smooth: { from: rows, key: symbol, parallel: 3, buffer: { rows: 1 }, ewma: { column: price, span: 5 } }";
        var expected = Run(Node, 3, 1, 16);
        for (var seed = 0; seed < 40; seed++)
        {
            Assert.Equal(expected, Run(Node, 3, 3, 16, new SeededScheduler(seed)));
        }
    }

    [Fact]
    public void RowThatFailsInAWorker_LeavesByErrorInItsPlace()
    {
        const string Node = "smooth: { from: rows, key: symbol, parallel: 3, ewma: { column: price, span: 5 } }";
        Assert.Equal(Errors(Node, 1), Errors(Node, 3));
        Assert.NotEmpty(Errors(Node, 1));
    }

    [Fact]
    public void RowThatFailsUnread_EndsTheRun()
    {
        var run = new PipelineRun { Workers = 3 }.Given("rows", Shape, Rows(1, nulls: true)).Nodes("smooth: { from: rows, key: symbol, parallel: 3, ewma: { column: price, span: 5 } }").Collect("smooth");
        Assert.StartsWith("test.yaml:6:3: error SE9102: smooth: the key is null", run.Try().Failure!.Message, StringComparison.Ordinal);
    }

    private static List<string> Errors(string node, int workers)
    {
        var run = new PipelineRun { Workers = workers }.Given("rows", Shape, Rows(1, nulls: true)).Nodes(node).Collect("smooth").Collect("smooth.error").Execute();
        return [.. run.Rows("smooth.error").Select(Text), .. run.Rows("smooth").Select(Text)];
    }

    private static List<string> Run(string node, int seed, int workers, int batch, SeededScheduler? scheduler = null)
    {
        var options = new PipelineRun().Options with { BatchMax = batch };
        options = scheduler is null ? options : options with { Scheduler = scheduler };
        var run = new PipelineRun { Workers = workers, Options = options }.Given("rows", Shape, Rows(seed)).Given("more", Shape, Rows(seed + 100)).Nodes(node).Nodes("unread: { from: more, where: n > 1_000_000 }").Collect("smooth").Collect("unread").Execute();
        return [.. run.Rows("smooth").Select(Text)];
    }

    private static string Text(Dictionary<string, object?> row) => string.Join(' ', row.Select(c => $"{c.Key}={c.Value}"));

    /// <summary>Skewed keys, some that come late, many rows of one instant.</summary>
    private static List<Dictionary<string, object?>> Rows(int seed, bool nulls = false)
    {
        var random = new Random(seed);
        var ts = 1_000_000_000L;
        var rows = new List<Dictionary<string, object?>>();
        for (var i = 0; i < 300; i++)
        {
            ts += random.Next(3) == 0 ? random.Next(1, 4) * 1_000_000_000L : 0;
            var symbol = random.Next(10) < 6 ? "HOT" : $"S{random.Next(i > 200 ? 12 : 4)}";
            rows.Add(new() { ["ts"] = ts, ["symbol"] = nulls && i % 17 == 5 ? null : symbol, ["price"] = random.Next(1, 1000) / 8.0, ["n"] = (long)i });
        }

        return rows;
    }
}
