using StreamEngine.Arrow;
using StreamEngine.Data;
using StreamEngine.Tests.Arrow;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class ReplayConvertTests : IDisposable
{
    private static readonly Schema Odd = new("odd/3",
    [
        new Field("ts", ColumnType.Timestamp),
        new Field("at", ColumnType.Int64, true),
        new Field("text", ColumnType.String, true, "words"),
        new Field("symbol", ColumnType.Symbol, true),
        new Field("side", ColumnType.Enum("a,b", "c\"d"), true),
        new Field("doc", ColumnType.Json, true),
        new Field("f", ColumnType.Float64, true),
        new Field("g", ColumnType.Float32, true),
        new Field("money", ColumnType.Decimal, true),
        new Field("v", ColumnType.Vector(TypeKind.Float32, 2), true),
        new Field("#x", ColumnType.Int32, true),
        new Field("", ColumnType.Bool, true),
    ]);

    private static readonly object?[][] OddRows =
    [
        [1L, null, null, null, null, null, null, null, null, null, null, null],
        [-5L, long.MinValue, "", "", "a,b", "{\n \"a\": 1\r\n}", -0.0, -0f, 0.000000000000000001m, new[] { -0f, float.Epsilon }, int.MinValue, false],
        [2L, long.MaxValue, " \"\r\n,\t", "\"", "c\"d", " [1] ", double.Epsilon, float.MaxValue, 79228162514264337593543950335m / 1_000_000_000m, new[] { 1e-30f, -1f }, 7, true],
        [3L, 0L, "null", "ž🐎", "unknown", "null", 0.1 + 0.2, 1e-7f, -1.50m, new[] { 0.1f, 16777217f }, 0, null],
        [4L, 1L, "\u0001\u007f\u2028", "a\nb", "unknown", "{\"$json\":\"x\"}", 1e308, 3.4e38f, 12345678901234567890.12m, null, 1, true],
        [5L, 1L, "x", "a b", "a,b", "\"text\"", 9007199254740993.0, 0.3f, 1m, new[] { 1f, 2f }, -1, true],
        [6L, 1L, "x", "a b", "a,b", "not json at all", -1e-300, 0.3f, 1.000m, new[] { 1f, 2f }, -1, true],
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Ways => ["x.csv", "x.jsonl", "x.csv.gz", "x.jsonl.gz", "x.arrows"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task EveryType_ComesBackFromText(string name)
    {
        var original = _folder.WriteArrow("a.arrow", Samples.EveryType, Samples.Rows(7, 2_000));
        var hash = await ReplayFiles.Hash(original);

        await Convert("a.arrow", name);
        await Convert(name, "back.arrow");

        Assert.Equal(hash, await ReplayFiles.Hash(File(name)));
        Assert.Equal(hash, await ReplayFiles.Hash(File("back.arrow")));
        using var back = System.IO.File.OpenRead(File("back.arrow"));
        using var reader = ArrowReader.Open(back, "back.arrow", new BufferPool(), new SymbolTables());
        Assert.Equal(Samples.EveryType.ToString(), reader.Schema.ToString());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ValuesThatTextFindsHard_ComeBack(string name)
    {
        var original = _folder.WriteArrow("a.arrow", Odd, OddRows);
        var hash = await ReplayFiles.Hash(original);

        await Convert("a.arrow", name);
        await Convert(name, "back.arrow");

        Assert.Equal(hash, await ReplayFiles.Hash(File("back.arrow")));
        Assert.Equal(0, (await Tool.Run("replay", "diff", original, File(name))).ExitCode);
    }

    [Fact]
    public async Task RowsWithoutTimeAndOneColumnOfNulls_ComeBack()
    {
        var schema = new Schema(null, [new Field("only", ColumnType.String, true)]);
        var original = _folder.WriteArrow("a.arrow", schema, [[null], [""], ["x"], [null]]);

        await Convert("a.arrow", "x.csv");
        await Convert("x.csv", "back.arrow");

        Assert.Equal("only\n\n\"\"\nx\n\n", System.IO.File.ReadAllText(File("x.csv")));
        Assert.Equal(await ReplayFiles.Hash(original), await ReplayFiles.Hash(File("back.arrow")));
    }

    [Theory]
    [InlineData("x.csv", "ts,at,at_\n5,1,5\n3,2,5\n9,3,9\n", "\"stamps\": \"at_\"")]
    [InlineData("x.jsonl", "{\"ts\":5,\"at\":1,\"at_\":5}\n{\"ts\":3,\"at\":2,\"at_\":5}\n{\"ts\":9,\"at\":3,\"at_\":9}\n", "\"stamps\": \"at_\"")]
    public async Task StreamTimes_AreKept(string name, string text, string said)
    {
        var schema = new Schema(null, [new Field("ts", ColumnType.Timestamp), new Field("at", ColumnType.Int64)]);
        var path = File("a.arrow");
        using (var file = System.IO.File.Create(path))
        {
            using var writer = new ArrowWriter(file, schema, ArrowFraming.File, stamps: true);
            var rows = new StreamEngine.Runtime.PortWriter(schema, null, new SymbolTables(), new BufferPool());
            foreach (var (ts, number, at) in new[] { (5L, 1L, 5L), (3L, 2L, 5L), (9L, 3L, 9L) })
            {
                rows.Values<long>("ts")!.Append(ts);
                rows.Values<long>("at")!.Append(number);
                rows.Commit(at);
            }

            using var batch = rows.Take(9, 0);
            writer.Write(batch);
            writer.Complete();
        }

        await Convert("a.arrow", name);
        await Convert(name, "back.arrow");

        Assert.Equal(text, System.IO.File.ReadAllText(File(name)));
        Assert.Contains(said, System.IO.File.ReadAllText(File(name + ".schema.json")), StringComparison.Ordinal);
        Assert.Equal(System.IO.File.ReadAllBytes(path), System.IO.File.ReadAllBytes(File("back.arrow")));
    }

    [Fact]
    public async Task Text_IsWrittenAsTheSinksWriteItWithItsTypesBeside()
    {
        var schema = new Schema("small/1", [new Field("ts", ColumnType.Timestamp), new Field("side", ColumnType.Enum("buy", "sell")), new Field("price", ColumnType.Float64, true, "quote")]);
        _folder.WriteArrow("a.arrow", schema, [[1_704_067_200_000_000_001L, "buy", 0.1], [2L, "sell", null]]);

        var done = await Tool.Run("replay", "convert", File("a.arrow"), File("x.csv"), "--times", "rfc3339");

        Assert.Equal($"2 rows in {File("x.csv")}\n", done.Output);
        Assert.Equal("ts,side,price\n2024-01-01T00:00:00.000000001Z,buy,0.1\n1970-01-01T00:00:00.000000002Z,sell,\n", System.IO.File.ReadAllText(File("x.csv")));
        Assert.Equal(
            """
            {
              "schema": "small/1",
              "columns": [
                {"name":"ts","type":"timestamp"},
                {"name":"side","type":"enum<buy|sell|unknown>"},
                {"name":"price","type":"float64","nullable":true,"unit":"quote"}
              ]
            }

            """,
            System.IO.File.ReadAllText(File("x.csv.schema.json")));
    }

    [Fact]
    public async Task FileThatIsThere_IsReplacedOnlyByForce()
    {
        _folder.WriteTrades();
        var target = _folder.Write("out.arrow", "as it was");

        var refused = await Tool.Run("replay", "convert", File("trades.csv"), target);
        Assert.Equal((2, $"streamengine replay convert: {target} is there already; --force replaces it\n"), (refused.ExitCode, refused.Error));
        Assert.Equal("as it was", System.IO.File.ReadAllText(target));

        Assert.Equal(0, (await Tool.Run("replay", "convert", File("trades.csv"), target, "--force")).ExitCode);
        Assert.Equal(await ReplayFiles.Hash(File("trades.csv")), await ReplayFiles.Hash(target));
        Assert.Equal(["out.arrow", "trades.csv", "trades.csv.schema.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2024-01-01T00:00:01Z", "2024-01-01T00:00:01.5Z", 2)]
    [InlineData("2024-01-01", "1704067201400000000", 1)]
    [InlineData("2024-01-01T00:00:01.400000001Z", "2025-01-01", 1)]
    public async Task Range_TakesFromTheFirstInstantToBeforeTheSecond(string from, string to, int rows)
    {
        _folder.WriteTrades();

        var done = await Tool.Run("replay", "convert", File("trades.csv"), File("out.jsonl"), "--from", from, "--to", to);

        Assert.Equal($"{rows} rows in {File("out.jsonl")}\n", done.Output);
    }

    [Fact]
    public async Task LineThatIsNoRow_EndsTheWorkOrGoesToErrors()
    {
        _folder.Write("bad.csv.schema.json", "{\"columns\":[{\"name\":\"ts\",\"type\":\"timestamp\"},{\"name\":\"price\",\"type\":\"float64\"}]}");
        var bad = _folder.Write("bad.csv", "ts,price\n1,100\n2,1.2345678901234567890\n3,x\n4\n5,\n6,\"1\n7,2\n");

        var stopped = await Tool.Run("replay", "convert", bad, File("out.jsonl"));
        Assert.Equal(1, stopped.ExitCode);
        Assert.Equal($"error SE9302: {bad}:3:3: column 'price' is '1.2345678901234567890'; it must be a number of at most 15 significant digits; use type decimal for longer ones; --errors FILE takes such lines and goes on\n", stopped.Error);
        Assert.False(System.IO.File.Exists(File("out.jsonl")));

        var done = await Tool.Run("replay", "convert", bad, File("out.jsonl"), "--errors", File("errors.jsonl"));
        Assert.Equal($"1 rows in {File("out.jsonl")}; 5 lines are no rows\n", done.Output);
        Assert.Equal("{\"ts\":1,\"price\":100}\n", System.IO.File.ReadAllText(File("out.jsonl")));
        Assert.Equal(
            [
                $"{bad}:3:3: column 'price' is '1.2345678901234567890'; it must be a number of at most 15 significant digits; use type decimal for longer ones | 2,1.2345678901234567890",
                $"{bad}:4:3: column 'price' is 'x'; it must be a number that float64 can hold | 3,x",
                $"{bad}:5:1: the row has 1 values; the header names 2 columns | 4",
                $"{bad}:6:3: column 'price' (float64) is empty and must not be | 5,",
                $"{bad}:7:1: a quote is not closed | 6,\"1\n7,2",
            ],
            System.IO.File.ReadLines(File("errors.jsonl")).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).Select(row => $"{row.GetProperty("reason").GetString()} | {row.GetProperty("row").GetString()}"));
    }

    [Fact]
    public async Task NumberThatIsNone_IsRefusedByRowAndColumn()
    {
        var schema = new Schema(null, [new Field("ts", ColumnType.Timestamp), new Field("x", ColumnType.Float64)]);
        _folder.WriteArrow("a.arrow", schema, [[1L, 1.0], [2L, double.NaN]]);

        var done = await Tool.Run("replay", "convert", File("a.arrow"), File("x.csv"));

        Assert.Equal(74, done.ExitCode);
        Assert.Equal("error SE8201: row 2: column 'x' is NaN, which a text file cannot hold; write Arrow, or make it null first\n", done.Error);
        Assert.Equal(["a.arrow"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(new[] { "out.xyz" }, "{0}/out.xyz: the name says no format; there are: .arrow, .arrows, .jsonl, .csv, .jsonl.gz, .csv.gz")]
    [InlineData(new[] { "out.csv", "--schema", "trades" }, "there is no schema 'trades'; there are: bar/1, book/1, book_delta/1, book_status/1, dead/1, fill/1, frame/1, funding/1, instrument/1, liquidation/1, mark_price/1, open_interest/1, order/1, quote/1, signal/1, ticker/1, trade/1")]
    [InlineData(new[] { "out.csv", "--from", "noon" }, "--from noon: write an instant such as 2024-01-01T09:30:00Z, 2024-01-01, or ns since the epoch")]
    [InlineData(new[] { "out.csv", "--from", "2", "--to", "2" }, "--from 2 is not before --until 2: no row would be taken")]
    public async Task WrongUse_IsTold(string[] arguments, string message)
    {
        _folder.WriteTrades();

        var done = await Tool.Run(["replay", "convert", File("trades.csv"), File(arguments[0]), .. arguments[1..]]);

        Assert.Equal((2, $"streamengine replay convert: {message.Replace("{0}", _folder.Path, StringComparison.Ordinal)}\n"), (done.ExitCode, done.Error));
    }

    [Fact]
    public async Task Lz4_HasTheSameContentInFewerBytes()
    {
        var original = _folder.WriteArrow("a.arrow", Samples.EveryType, Samples.Rows(7, 2_000));

        Assert.Equal(0, (await Tool.Run("replay", "convert", original, File("b.arrow"), "--compression", "lz4")).ExitCode);

        Assert.Equal(await ReplayFiles.Hash(original), await ReplayFiles.Hash(File("b.arrow")));
        Assert.True(new FileInfo(File("b.arrow")).Length < new FileInfo(original).Length);
    }

    private string File(string name) => Path.Combine(_folder.Path, name);

    private async Task Convert(string from, string to)
    {
        var done = await Tool.Run("replay", "convert", File(from), File(to));
        Assert.True(done.ExitCode == 0 && done.Error.Length == 0, done.Error);
    }
}
