using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class ReplayDiffTests : IDisposable
{
    private static readonly Schema Small = new(null, [new Field("ts", ColumnType.Timestamp), new Field("symbol", ColumnType.Symbol), new Field("price", ColumnType.Float64, true)]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EqualContent_IsEqualInAnyFormat()
    {
        Write("a.arrow", (1, "A", 1.5), (2, "B", null));
        await Tool.RunIn(_folder.Path, "replay", "convert", "a.arrow", "b.csv.gz");

        var done = await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "b.csv.gz");
        var json = Tool.Json(await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "b.csv.gz", "--json"));

        Assert.Equal((0, "equal     2 rows of a.arrow and b.csv.gz\n", ""), (done.ExitCode, done.Output, done.Error));
        Assert.True(json.GetProperty("equal").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("first").ValueKind);
    }

    [Fact]
    public async Task FirstDifference_IsToldWithTheRowAroundIt()
    {
        Write("a.arrow", (1, "A", 1.5), (2, "B", 0.1), (3, "A", 2), (4, "A", 7));
        Write("b.arrow", (1, "A", 1.5), (2, "B", 0.1 + 1e-17 + 2e-17), (3, "C", null));

        var done = await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "b.arrow");

        Assert.Equal(
            """
            a         a.arrow: 4 rows
            b         b.arrow: 3 rows
            first     row 2, column price
              a       0.1
              b       0.10000000000000003
            in all    2 rows differ (price 2, symbol 1); 1 row only in a
            before    ts 1970-01-01T00:00:00.000000001Z, symbol A, price 1.5
               column  a                               b
               ts      1970-01-01T00:00:00.000000002Z  1970-01-01T00:00:00.000000002Z
               symbol  B                               B
            *  price   0.1                             0.10000000000000003

            """,
            done.Output);
        Assert.Equal((1, "rows may be missing in between: --key ts,symbol brings together those that belong together\n"), (done.ExitCode, done.Error));
    }

    [Fact]
    public async Task Tolerance_ForgivesWhatIsNear()
    {
        Write("a.arrow", (1, "A", 1.0), (2, "B", 5));
        Write("b.arrow", (1, "A", 1.0 + 1e-10), (2, "B", 5.5));

        var json = Tool.Json(await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "b.arrow", "--tolerance", "price=1e-9", "--json"));
        Assert.Equal("""{"equal":false,"differing":1,"only_a":0,"only_b":0,"columns":{"price":1}}""", Summary(json));
        Assert.Equal(("2", "price", "5", "5.5"), (json.GetProperty("first").GetProperty("row_a").GetRawText(), json.GetProperty("first").GetProperty("column").GetString(), json.GetProperty("first").GetProperty("a").GetString(), json.GetProperty("first").GetProperty("b").GetString()));

        Assert.Equal(0, (await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "b.arrow", "--tolerance", "*=0.5")).ExitCode);
    }

    [Fact]
    public async Task Key_BringsRowsTogetherThatStandElsewhere()
    {
        Write("a.arrow", (1, "A", 1), (1, "B", 2), (2, "A", 3), (2, "A", 4), (3, "A", 5));
        Write("b.arrow", (1, "B", 2), (1, "A", 1), (2, "A", 3), (2, "A", 9), (4, "A", 5));

        var json = Tool.Json(await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "b.arrow", "--key", "ts,symbol", "--json"));

        // the second row of key 2 A differs; 3 A is only in a, 4 A only in b
        Assert.Equal("""{"equal":false,"differing":1,"only_a":1,"only_b":1,"columns":{"price":1}}""", Summary(json));
        Assert.Equal((4, 4), (json.GetProperty("first").GetProperty("row_a").GetInt64(), json.GetProperty("first").GetProperty("row_b").GetInt64()));
    }

    [Fact]
    public async Task OtherColumns_AreNamedAndTheOthersCompared()
    {
        Write("a.arrow", (1, "A", 1));
        _folder.WriteArrow("b.arrow", new Schema(null, [new Field("symbol", ColumnType.Symbol), new Field("ts", ColumnType.Timestamp), new Field("price", ColumnType.Decimal), new Field("qty", ColumnType.Float64)]), [["A", 1L, 1m, 2.0]]);

        var done = await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "b.arrow");

        Assert.Equal(
            """
            a         a.arrow: 1 row
            b         b.arrow: 1 row
            schema    column 'price' is float64 in the first and decimal in the second
            schema    column 'qty' (float64) is only in the second
            schema    the columns stand in another order: ts, symbol, price in the first and
                      symbol, ts, price in the second
            in all    the rows are equal in the columns that both have

            """,
            done.Output);
        Assert.Equal(1, done.ExitCode);
    }

    [Fact]
    public async Task TextWithoutTypes_IsReadWithThoseOfTheOther()
    {
        Write("a.arrow", (1_704_067_200_000_000_000, "A", 1), (1_704_067_200_000_000_001, "B", null));
        _folder.Write("b.csv", "ts,symbol,price\n1704067200000000000,A,1\n1704067200000000001,B,\n");
        _folder.Write("c.jsonl", "{\"ts\":1704067200000000000,\"symbol\":\"A\",\"price\":1.0}\n{\"ts\":1704067200000000001,\"symbol\":\"C\"}\n");

        Assert.Equal(0, (await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "b.csv")).ExitCode);
        Assert.Equal(0, (await Tool.RunIn(_folder.Path, "replay", "diff", "b.csv", "a.arrow")).ExitCode);
        var json = Tool.Json(await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "c.jsonl", "--json"));
        Assert.Equal("""{"equal":false,"differing":1,"only_a":0,"only_b":0,"columns":{"symbol":1}}""", Summary(json));
    }

    [Theory]
    [InlineData("--key", "tz", "there is no column 'tz' of one type in both files; there are: ts, symbol, price")]
    [InlineData("--tolerance", "price", "--tolerance price: write --tolerance column=1e-9, or *=1e-9 for all floats")]
    [InlineData("--tolerance", "price=-1", "--tolerance price=-1: write --tolerance column=1e-9, or *=1e-9 for all floats")]
    public async Task WrongUse_IsTold(string option, string value, string message)
    {
        Write("a.arrow", (1, "A", 1));

        var done = await Tool.RunIn(_folder.Path, "replay", "diff", "a.arrow", "a.arrow", option, value);

        Assert.Equal((2, $"streamengine replay diff: {message}\n"), (done.ExitCode, done.Error));
    }

    private static string Summary(System.Text.Json.JsonElement json) =>
        System.Text.Json.JsonSerializer.Serialize(new
        {
            equal = json.GetProperty("equal").GetBoolean(),
            differing = json.GetProperty("differing").GetInt64(),
            only_a = json.GetProperty("only_a").GetInt64(),
            only_b = json.GetProperty("only_b").GetInt64(),
            columns = json.GetProperty("columns"),
        });

    private void Write(string name, params (long Ts, string Symbol, double? Price)[] rows) =>
        _folder.WriteArrow(name, Small, [.. rows.Select(r => new object?[] { r.Ts, r.Symbol, r.Price })]);
}
