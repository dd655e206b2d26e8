using System.IO.Compression;
using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Sinks;
using StreamEngine.Sources;
using StreamEngine.Sources.Mapping;
using StreamEngine.Tests.Arrow;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources;

public sealed class FileSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Jsonl_ReadsBackWhatTheSinkWroteValueForValue()
    {
        var rows = Samples.Rows(3, 2_000);
        var sink = new SinkDrive(new JsonlFileSink(new JsonlFileSinkOptions { Path = Path("a.jsonl") }), Samples.EveryType);
        sink.Write([Samples.Dense(Samples.EveryType, rows, sink.Pool, sink.Symbols)]).Complete();

        var source = new SourceDrive(new JsonlFileSource(new JsonlFileSourceOptions { Path = [Path("a.jsonl")], Columns = Types(Samples.EveryType) }), 700).Read();

        Assert.Empty(source.Errors);
        Assert.Equal(rows.Count, source.Port().Count);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(rows[i], source.Port()[i].Values.SkipLast(1));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Arrow_ReadsBackWhatTheSinkWroteValueForValue(int batchMax)
    {
        var rows = Samples.Rows(4, 500);
        WriteArrow("a.arrow", Samples.EveryType, rows);

        var source = new SourceDrive(new ArrowFileSource(new ArrowFileSourceOptions { Path = [Path("a.arrow")] }), batchMax);
        var rented = source.Pool.Rented;
        source.Read();

        Assert.Equal(rows.Count, source.Port().Count);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(rows[i], source.Port()[i].Values.SkipLast(1));
        }

        Assert.Equal(rented, source.Pool.Rented);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void SavedPositions_GoOnBehindTheLastBatch(int batches)
    {
        WriteArrow("a.arrow", Samples.EveryType, Samples.Rows(4, 90));
        WriteArrow("b.arrow", Samples.EveryType, Samples.Rows(5, 90));
        _folder.Write("a.jsonl", string.Concat(Enumerable.Range(0, 90).Select(i => $"{{\"ts\":{i % 10}}}\n")));
        _folder.Write("b.jsonl", string.Concat(Enumerable.Range(0, 90).Select(i => $"{{\"ts\":{i}}}\n")));
        Check(() => new ArrowFileSource(new ArrowFileSourceOptions { Path = [Path("a.arrow"), Path("b.arrow")] }));
        Check(() => new JsonlFileSource(new JsonlFileSourceOptions { Path = [Path("a.jsonl"), Path("b.jsonl")], Columns = Columns("ts", "timestamp") }));

        void Check(Func<StreamEngine.Runtime.Source> make)
        {
            var whole = new SourceDrive(make(), 40).Read();
            var first = new SourceDrive(make(), 40).Read(batches);
            var second = new SourceDrive(make(), 40, state: first.Save()).Read();
            Assert.Equal(whole.Texts(), [.. first.Texts(), .. second.Texts()]);
            Assert.Equal(180, whole.Port().Count);
        }
    }

    [Fact]
    public void ArrowSchema_TakesColumnsByNameAndNullableOnesMayLack()
    {
        var quote = Schemas.Quote;
        var written = new Schema(null, [new Field("more", ColumnType.Int32), .. quote.Fields.Where(f => f.Name != "seq").Reverse()]);
        var row = written.Fields.Select(f => f.Type.Kind switch { TypeKind.Int32 => (object?)1, TypeKind.Timestamp => 5L, TypeKind.Symbol => "s", TypeKind.Float64 => 1.5, _ => null }).ToArray();
        WriteArrow("q.arrow", written, [row]);

        var source = new SourceDrive(new ArrowFileSource(new ArrowFileSourceOptions { Path = [Path("q.arrow")], Schema = "quote/1" })).Read();

        var read = Assert.Single(source.Port());
        Assert.Equal([.. quote.Fields.Select(f => f.Name), "at"], read.Keys);
        Assert.Equal(1.5, read["bid_px"]);
        Assert.Null(read["seq"]);
    }

    [Fact]
    public void ArrowFileThatDoesNotFit_IsRefusedWithColumnAndTypes()
    {
        WriteArrow("ts.arrow", new Schema(null, [new Field("ts", ColumnType.Timestamp)]), [[1L]]);
        WriteArrow("type.arrow", new Schema(null, [new Field("ts", ColumnType.Int64)]), [[1L]]);

        Assert.Equal($"error SE9301: file '{Path("ts.arrow")}': there is no column 'ts_recv' (timestamp); there are: ts", Failure("ts.arrow", "quote/1").Message);
        Assert.Equal($"error SE9301: file '{Path("type.arrow")}': column 'ts' is int64; it must be timestamp", Failure("type.arrow", "quote/1").Message);
    }

    [Fact]
    public void ArrowFileCutOff_IsRefused()
    {
        WriteArrow("cut.arrow", Samples.EveryType, Samples.Rows(1, 50));
        var bytes = File.ReadAllBytes(Path("cut.arrow").Path);
        File.WriteAllBytes(Path("cut.arrow").Path, bytes[..^40]);

        Assert.StartsWith($"{Path("cut.arrow")}: ", Failure("cut.arrow", "trade/1").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ArrowBinding_ReportsWhatIsMissing()
    {
        WriteArrow("no-ts.arrow", new Schema(null, [new Field("n", ColumnType.Int32)]), [[1]]);
        string Problem(string name, string? schema = null) =>
            Assert.Single(new SourceDrive(new ArrowFileSource(new ArrowFileSourceOptions { Path = [Path(name)], Schema = schema })).Problems).Replace(_folder.Path + "/", "", StringComparison.Ordinal);

        Assert.Equal($"SE8102 path: the columns cannot be read: file 'none.arrow' does not exist; check the path: it is taken from the working directory, '{Directory.GetCurrentDirectory()}' (correct the path, or name the columns with 'schema: trade/1' so that the file is needed only when running)", Problem("none.arrow"));
        Assert.Equal("SE2401 path: file 'no-ts.arrow' has no column 'ts'; a stream needs one of type timestamp (there are: n)", Problem("no-ts.arrow"));
        Assert.StartsWith("SE2401 schema: there is no schema 'trades'; there are: bar/1, book/1,", Problem("none.arrow", "trades"), StringComparison.Ordinal);
    }

    [Fact]
    public void StreamTime_IsTheNewestEventTimeUnlessTheRecordingKeptIt()
    {
        var schema = new Schema(null, [new Field("ts", ColumnType.Timestamp)]);
        WriteArrow("a.arrow", schema, [[5L], [3L]]);
        WriteArrow("b.arrow", schema, [[4L], [9L]]);
        var run = new SourceDrive(new ArrowFileSource(new ArrowFileSourceOptions { Path = [Path("a.arrow"), Path("b.arrow")] })).Read();
        Assert.Equal([5L, 5L, 5L, 9L], run.Port().Select(row => row["at"]));

        var sink = new SinkDrive(new ArrowFileSink(new ArrowFileSinkOptions { Path = Path("s.arrow"), Stamps = true }), schema);
        var writer = new StreamEngine.Runtime.PortWriter(schema, null, sink.Symbols, sink.Pool);
        writer.Values<long>("ts")!.Append(5L);
        writer.Commit(77);
        sink.Write([writer.Take(77, 0)]).Complete();
        Assert.Equal([77L], new SourceDrive(new ArrowFileSource(new ArrowFileSourceOptions { Path = [Path("s.arrow")] })).Read().Port().Select(row => row["at"]));
    }

    [Fact]
    public void JsonlLinesThatAreNoRows_AreToldWithPlaceAndTheRestIsRead()
    {
        _folder.Write("a.jsonl", """
            {"ts":5,"price":1.5,"side":"buy"}
            {"ts":"2024-01-01T01:00:00.5+01:00","price":0.30000000000000004,"side":"new","more":[{"a":1}]}
            {"price":1,"side":"buy"}
            {"ts":6,"price":"1.5","side":"buy"}
            {"ts":6,"price":0.1234567890123456789,"side":"buy"}
            {"ts":6,"price":1,"side":null}
            {"ts":6,"price":1,"side":"buy"
            []
            {"ts":6,"ts":6}

            {"ts":7,"price":1E-8,"side":"sell","note":"x","v":[1,2]}
            {"ts":8,"price":1,"side":"sell","v":[1,2,3]}
            """);
        var columns = Columns("ts", "timestamp", "price", "float64", "side", "enum<buy|sell>", "note", "string?", "v", "vector<float64, 2>?");

        var run = new SourceDrive(new JsonlFileSource(new JsonlFileSourceOptions { Path = [Path("a.jsonl")], Columns = columns })).Read();

        const long Midnight = 1_704_067_200_500_000_000;
        Assert.Equal(["5 1.5 buy - - 5", $"{Midnight} 0.30000000000000004 unknown - - {Midnight}", $"7 1E-08 sell x 1,2 {Midnight}"], run.Texts());
        Assert.Equal(
        [
            $"{Midnight} SE9302 a.jsonl:3:24: column 'ts' (timestamp) is missing",
            $"{Midnight} SE9302 a.jsonl:4:17: column 'price' must be a number",
            $"{Midnight} SE9302 a.jsonl:5:17: column 'price' must be a number of at most 15 significant digits; use type decimal for longer ones",
            $"{Midnight} SE9302 a.jsonl:6:26: column 'side' (enum<buy|sell|unknown>) is null and must not",
            $"{Midnight} SE9302 a.jsonl:7:31: the line is not valid JSON",
            $"{Midnight} SE9302 a.jsonl:8:1: the line is not a JSON object",
            $"{Midnight} SE9302 a.jsonl:9:9: column 'ts' stands twice",
            $"{Midnight} SE9302 a.jsonl:12:42: column 'v' must be an array of 2 numbers",
        ], run.Errors.Select(error => error.Replace(_folder.Path + "/", "", StringComparison.Ordinal)));
        Assert.Equal("{\"price\":1,\"side\":\"buy\"}", run.Originals[0]);
    }

    [Fact]
    public void ColumnsNobodyReads_ChangeNoError()
    {
        _folder.Write("a.jsonl", "{\"ts\":1,\"price\":\"x\"}\n{\"ts\":2,\"price\":1}\n");
        var columns = Columns("ts", "timestamp", "price", "float64");

        var run = new SourceDrive(new JsonlFileSource(new JsonlFileSourceOptions { Path = [Path("a.jsonl")], Columns = columns }), needed: new HashSet<string> { "ts" }).Read();

        Assert.Single(run.Errors);
        Assert.Equal(["2 2"], run.Texts());
    }

    [Fact]
    public void GzipJsonl_IsToldByItsContent()
    {
        using (var gzip = new GZipStream(File.Create(Path("a.jsonl").Path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("{\"ts\":1}\n{\"ts\":2}"));
        }

        var run = new SourceDrive(new JsonlFileSource(new JsonlFileSourceOptions { Path = [Path("a.jsonl")], Columns = Columns("ts", "timestamp") })).Read();

        Assert.Equal(["1 1", "2 2"], run.Texts());
    }

    [Fact]
    public void JsonlColumnsThatMakeNoStream_AreRefused()
    {
        string Problem(JsonlFileSourceOptions options) => Assert.Single(new SourceDrive(new JsonlFileSource(options)).Problems);

        Assert.Equal("SE2401 : the columns are not known (write 'schema: trade/1' for a canonical schema, or 'columns: { ts: timestamp, … }')", Problem(new()));
        Assert.Equal("SE2401 columns: option 'columns' has no column 'ts'; a stream needs one of type timestamp (there are: a)", Problem(new() { Columns = Columns("a", "int32") }));
        Assert.Equal("SE2401 columns: column 'a' has the type 'int'; it must be bool, int32, int64, float32, float64, decimal, timestamp, duration, string, symbol, json, enum<a|b> or vector<float64, n>",
            Problem(new() { Columns = Columns("a", "int") }));
    }

    private static Dictionary<string, ColumnOptions> Types(Schema schema) => Columns([.. schema.Fields.SelectMany(f => new[] { f.Name, f.Type.Text + (f.Nullable ? "?" : "") })]);

    private static Dictionary<string, ColumnOptions> Columns(params string[] namesAndTypes) => namesAndTypes.Chunk(2).ToDictionary(pair => pair[0], pair => new ColumnOptions { From = pair[1] });

    private void WriteArrow(string name, Schema schema, IReadOnlyList<object?[]> rows)
    {
        var sink = new SinkDrive(new ArrowFileSink(new ArrowFileSinkOptions { Path = Path(name), RowsPerRecordBatch = 64 }), schema);
        sink.Write([Samples.Dense(schema, rows, sink.Pool, sink.Symbols)]).Complete();
    }

    private IOException Failure(string name, string schema) =>
        Assert.ThrowsAny<IOException>(() => new SourceDrive(new ArrowFileSource(new ArrowFileSourceOptions { Path = [Path(name)], Schema = schema })).Read());

    private FilePath Path(string name) => new(System.IO.Path.Combine(_folder.Path, name));
}
