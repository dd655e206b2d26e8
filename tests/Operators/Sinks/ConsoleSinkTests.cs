using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Sinks;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sinks;

public sealed class ConsoleSinkTests
{
    private static readonly Schema Rows = new(null,
    [
        new Field("ts", ColumnType.Timestamp),
        new Field("venue", ColumnType.Symbol, true),
        new Field("symbol", ColumnType.Symbol, true),
        new Field("price", ColumnType.Float64, true),
        new Field("count", ColumnType.Int64, true),
        new Field("note", ColumnType.String, true),
    ]);

    private const long Noon = 1_704_110_400_000_000_000; // 2024-01-01 12:00:00

    [Fact]
    public void Table_ByHand()
    {
        var run = new SinkDrive(new ConsoleSink(new ConsoleSinkOptions()), Rows).Write(
            [Noon + 3_221_999_999, "sim", "BTCUSDT", 60012.3, 7L, null],
            [Noon + 4_000_000_000, "sim", "ETH", 3000.25, 12L, null],
            [Noon + 4_500_000_000, "sim", "ETH", null, -3L, null]).Complete();

        Assert.Equal(
            "x (not shown: note)\n" +
            "ts            symbol      price  count\n" +
            "12:00:03.221  BTCUSDT  60012.30      7\n" +
            "12:00:04.000  ETH       3000.25     12\n" +
            "12:00:04.500  ETH             -     -3\n",
            run.Console);
    }

    [Fact]
    public void LimitAndEvery_CountWhatIsNotShown()
    {
        var run = new SinkDrive(new ConsoleSink(new ConsoleSinkOptions { Columns = [new ColumnName("count")], Every = 2, Limit = 2 }), Rows)
            .Write(Enumerable.Range(1, 5).Select(i => new object?[] { Noon, null, null, null, (long)i, null }).ToList())
            .Write([[Noon, null, null, null, 6L, null]]).Complete();

        Assert.Equal("x\ncount\n    1\n    3\nx: 4 more rows not shown, 6 in all\n", run.Console);
    }

    [Fact]
    public void NoRows_SaysSo() => Assert.Equal("x: no rows" + Environment.NewLine, new SinkDrive(new ConsoleSink(new ConsoleSinkOptions()), Rows).Complete().Console);

    [Fact]
    public void Text_CannotMoveTheCursor()
    {
        var run = new SinkDrive(new ConsoleSink(new ConsoleSinkOptions { Columns = [new ColumnName("note")] }), Rows).Write([Noon, null, null, null, null, "a\u001b[2Jb\n"]).Complete();

        Assert.Equal("x\nnote\na [2Jb\n", run.Console);
    }

    [Fact]
    public void WideRows_FitEightyColumns()
    {
        var wide = new Schema(null, [Rows[0], .. Enumerable.Range(0, 30).Select(i => new Field($"feature_{i}", ColumnType.Float64))]);
        var run = new SinkDrive(new ConsoleSink(new ConsoleSinkOptions()), wide).Write([Noon, .. Enumerable.Range(0, 30).Select(i => (object?)(i * 1.5))]).Complete();

        Assert.All(run.Console.Split('\n').Skip(1), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void UnknownColumn_IsReported()
    {
        var run = new SinkDrive(new ConsoleSink(new ConsoleSinkOptions { Columns = [new ColumnName("prise")] }), Rows);

        Assert.Equal(["SE3202 columns: there is no column 'prise'; there are: ts, venue, symbol, price, count, note"], run.Problems);
    }
}
