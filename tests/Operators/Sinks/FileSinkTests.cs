using System.Text;
using StreamEngine.Arrow;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Sinks;
using StreamEngine.Tests.Arrow;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sinks;

public sealed class FileSinkTests : IDisposable
{
    private static readonly Schema Small = new("small/1",
    [
        new Field("ts", ColumnType.Timestamp),
        new Field("price", ColumnType.Float64, true),
        new Field("money", ColumnType.Decimal, true),
        new Field("side", ColumnType.Enum("buy", "sell"), true),
        new Field("note", ColumnType.String, true),
        new Field("levels", ColumnType.Vector(TypeKind.Float64, 2), true),
        new Field("ok", ColumnType.Bool, true),
    ]);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => ["arrow", "csv", "jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Csv_ByHand()
    {
        new SinkDrive(Sink("csv", "a.csv"), Small).Write(
            [1_704_067_200_000_000_001L, 0.1, 1.50m, "buy", "plain", new[] { 1.0, 0.25 }, true],
            [2L, null, null, null, null, null, null],
            [3L, 60012.3, -0.000000000000000001m, "unknown", "", new[] { 1e-8, 1e22 }, false],
            [4L, 0.30000000000000004, 12345678901234567890.12m, "sell", "a,b", null, null],
            [5L, -0.0, 0m, "sell", "say \"no\"\r\nor", null, null]).Complete();

        Assert.Equal(
            "ts,price,money,side,note,levels,ok\n" +
            "1704067200000000001,0.1,1.50,buy,plain,\"[1,0.25]\",true\n" +
            "2,,,,,,\n" +
            "3,60012.3,-0.000000000000000001,unknown,\"\",\"[1E-08,1E+22]\",false\n" +
            "4,0.30000000000000004,12345678901234567890.12,sell,\"a,b\",,\n" +
            "5,-0,0,sell,\"say \"\"no\"\"\r\nor\",,\n",
            Text("a.csv"));
    }

    [Fact]
    public void Jsonl_ByHand()
    {
        new SinkDrive(Sink("jsonl", "a.jsonl"), Small).Write(
            [1_704_067_200_000_000_001L, 0.1, 1.50m, "buy", "a \"b\" ž\n", new[] { 1.0, 0.25 }, true],
            [2L, null, null, null, null, null, null]).Complete();

        Assert.Equal(
            "{\"ts\":1704067200000000001,\"price\":0.1,\"money\":1.50,\"side\":\"buy\",\"note\":\"a \\\"b\\\" ž\\n\",\"levels\":[1,0.25],\"ok\":true}\n" +
            "{\"ts\":2,\"price\":null,\"money\":null,\"side\":null,\"note\":null,\"levels\":null,\"ok\":null}\n",
            Text("a.jsonl"));
    }

    [Fact]
    public void Rfc3339Times_HaveNineDigits()
    {
        var csv = new CsvFileSink(new CsvFileSinkOptions { Path = Path("t.csv"), Times = TimeForm.Rfc3339 });
        new SinkDrive(csv, Small).Write([1_704_067_200_000_000_001L], [-1L]).Complete();
        var jsonl = new JsonlFileSink(new JsonlFileSinkOptions { Path = Path("t.jsonl"), Times = TimeForm.Rfc3339 });
        new SinkDrive(jsonl, new Schema(null, [Small[0]])).Write([1_704_067_200_000_000_001L]).Complete();

        Assert.Equal("ts,price,money,side,note,levels,ok\n2024-01-01T00:00:00.000000001Z,,,,,,\n1969-12-31T23:59:59.999999999Z,,,,,,\n", Text("t.csv"));
        Assert.Equal("{\"ts\":\"2024-01-01T00:00:00.000000001Z\"}\n", Text("t.jsonl"));
    }

    [Fact]
    public void LineEndsInsideJsonText_BecomeBlanks()
    {
        new SinkDrive(Sink("jsonl", "j.jsonl"), new Schema(null, [Small[0], new Field("doc", ColumnType.Json)])).Write([1L, "{\n \"a\":\r[1]}"]).Complete();

        Assert.Equal("{\"ts\":1,\"doc\":{  \"a\": [1]}}\n", Text("j.jsonl"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bytes_DoNotDependOnBatchCuts(string kind)
    {
        var rows = Samples.Rows(5, 3_000);
        var whole = new SinkDrive(Sink(kind, "whole"), Samples.EveryType);
        whole.Write([Samples.Dense(Samples.EveryType, rows, whole.Pool, whole.Symbols)]).Complete();
        var cut = new SinkDrive(Sink(kind, "cut"), Samples.EveryType);
        cut.Write(Samples.Cut(Samples.EveryType, rows, 1, 200, cut.Pool, cut.Symbols)).Complete();

        Assert.Equal(File.ReadAllBytes(Path("whole").Path), File.ReadAllBytes(Path("cut").Path));
        Assert.Equal(0, cut.Pool.Rented);
    }

    [Theory]
    [InlineData("csv", "ts,price,money,side,note,levels,ok\n1,,,,,,\n")]
    [InlineData("jsonl", "{\"ts\":1,\"price\":null,\"money\":null,\"side\":null,\"note\":null,\"levels\":null,\"ok\":null}\n")]
    public void Types_StandBesideTextOnRequest(string kind, string text)
    {
        new SinkDrive(Typed(kind, stamps: false), Small).Write([1L]).Complete();

        Assert.Equal(text, Text("x"));
        Assert.Equal(
            """
            {
              "schema": "small/1",
              "columns": [
                {"name":"ts","type":"timestamp"},
                {"name":"price","type":"float64","nullable":true},
                {"name":"money","type":"decimal","nullable":true},
                {"name":"side","type":"enum<buy|sell|unknown>","nullable":true},
                {"name":"note","type":"string","nullable":true},
                {"name":"levels","type":"vector<float64, 2>","nullable":true},
                {"name":"ok","type":"bool","nullable":true}
              ]
            }

            """,
            Text("x.schema.json"));

        // a run without them leaves none of an older file
        new SinkDrive(Sink(kind, "x"), Small).Write([1L]).Complete();
        Assert.Equal(["x"], Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName));
    }

    [Theory]
    [InlineData("csv", "ts,at\n5,5\n3,5\n")]
    [InlineData("jsonl", "{\"ts\":5,\"at\":5}\n{\"ts\":3,\"at\":5}\n")]
    public void Stamps_AreALastColumn(string kind, string text)
    {
        new SinkDrive(Typed(kind, stamps: true), new Schema(null, [Small[0]])).Write([5L], [3L]).Complete();

        Assert.Equal(text, Text("x"));
        Assert.Equal("{\n  \"columns\": [\n    {\"name\":\"ts\",\"type\":\"timestamp\"}\n  ],\n  \"stamps\": \"at\"\n}\n", Text("x.schema.json"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void BeforeCompletion_TheOldFileStays(string kind)
    {
        _folder.Write("old", "as it was");
        var run = new SinkDrive(Sink(kind, "old"), Small).Write([1L]);

        // what a killed run leaves: the old file, and beside it what was written so far
        Assert.Equal("as it was", Text("old"));
        Assert.True(File.Exists(Path("old.tmp").Path));

        run.Complete();
        Assert.NotEqual("as it was", Text("old"));
        Assert.False(File.Exists(Path("old.tmp").Path));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Abandon_LeavesNothing(string kind)
    {
        _folder.Write("old", "as it was");
        new SinkDrive(Sink(kind, "old"), Small).Write([1L]).Abandon();
        new SinkDrive(Sink(kind, "new"), Small).Write([1L]).Abandon();

        Assert.Equal(["old"], Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName));
        Assert.Equal("as it was", Text("old"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void MissingFolders_AreMade(string kind)
    {
        new SinkDrive(Sink(kind, "a/b/c"), Small).Complete();

        Assert.True(File.Exists(Path("a/b/c").Path));
    }

    [Fact]
    public void PathThatCannotBeWritten_IsNamed()
    {
        var failure = Assert.Throws<IOException>(() => new SinkDrive(new CsvFileSink(new CsvFileSinkOptions { Path = new FilePath(_folder.Path) }), Small));

        Assert.Equal($"x: cannot write '{_folder.Path}': it is a folder; name a file in it", failure.Message);
    }

    [Fact]
    public void ArrowStamps_AreReadBack()
    {
        var sink = new ArrowFileSink(new ArrowFileSinkOptions { Path = Path("s.arrow"), Stamps = true, RowsPerRecordBatch = 2 });
        new SinkDrive(sink, Small).Write([1L], [2L], [3L]).Complete();

        using var file = File.OpenRead(Path("s.arrow").Path);
        using var reader = ArrowReader.Open(file, "s.arrow", new BufferPool(), new SymbolTables());
        using var first = reader.Read();
        Assert.True(reader.HasStamps);
        Assert.Equal(2, first!.Count);
        Assert.Equal(2L, first.At(1));
    }

    private StreamEngine.Runtime.Sink Typed(string kind, bool stamps) => kind == "csv"
        ? new CsvFileSink(new CsvFileSinkOptions { Path = Path("x"), Types = true, Stamps = stamps })
        : new JsonlFileSink(new JsonlFileSinkOptions { Path = Path("x"), Types = true, Stamps = stamps });

    private Sink Sink(string kind, string name) => kind switch
    {
        "arrow" => new ArrowFileSink(new ArrowFileSinkOptions { Path = Path(name), RowsPerRecordBatch = 1_000 }),
        "csv" => new CsvFileSink(new CsvFileSinkOptions { Path = Path(name) }),
        _ => new JsonlFileSink(new JsonlFileSinkOptions { Path = Path(name) }),
    };

    private FilePath Path(string name) => new(System.IO.Path.Combine(_folder.Path, name));

    private string Text(string name) => File.ReadAllText(Path(name).Path, Encoding.UTF8);
}
