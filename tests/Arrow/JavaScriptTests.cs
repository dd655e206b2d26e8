using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Tests.Arrow;

/// <summary>Both directions against two JavaScript packages: apache-arrow (with LZ4 from lz4js) and flechette, which has no compression.</summary>
public class JavaScriptTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(ArrowFraming.File, ArrowCompression.None)]
    [InlineData(ArrowFraming.Stream, ArrowCompression.None)]
    [InlineData(ArrowFraming.File, ArrowCompression.Lz4)]
    [InlineData(ArrowFraming.Stream, ArrowCompression.Lz4)]
    public void WhatWeWrite_ApacheArrowReadsValueForValue(ArrowFraming framing, ArrowCompression compression)
    {
        var rows = Samples.Rows(11, 500);
        var batches = Samples.Cut(Samples.EveryType, rows, 11, 100, new BufferPool(), new SymbolTables());

        var lines = JavaScript.Read("read.mjs", Ipc.Write(Samples.EveryType, batches, framing, compression: compression));

        Assert.Equal("sample/1", lines[0].GetProperty("name").GetString());
        var fields = lines[0].GetProperty("fields").EnumerateArray().ToArray();
        Assert.Equal(
        [
            "Timestamp<NANOSECOND, UTC>", "Bool", "Int32", "Int64", "Float32", "Float64", "Decimal[38e+18]", "Duration<NANOSECOND>", "Utf8",
            "Dictionary<Int32, Utf8>", "Dictionary<Int32, Utf8>", "Dictionary<Int8, Utf8>", "Dictionary<Int32, Utf8>",
            "FixedSizeList[3]<Float32>", "FixedSizeList[2]<Float64>", "Utf8",
        ], fields.Select(f => f.GetProperty("type").GetString()));
        for (var c = 0; c < fields.Length; c++)
        {
            Assert.Equal(Samples.EveryType[c].Name, fields[c].GetProperty("name").GetString());
            Assert.Equal(Samples.EveryType[c].Nullable, fields[c].GetProperty("nullable").GetBoolean());
            Assert.Equal(Samples.EveryType[c].Type.Text, fields[c].GetProperty("metadata").GetProperty("streamengine.type").GetString());
        }

        Assert.Equal("bps", fields[5].GetProperty("metadata").GetProperty("streamengine.unit").GetString());
        JavaScript.Same(rows, lines[1..]);
    }

    [Theory]
    [InlineData(ArrowFraming.File)]
    [InlineData(ArrowFraming.Stream)]
    public void WhatWeWrite_FlechetteReadsValueForValue(ArrowFraming framing)
    {
        var rows = Samples.Rows(12, 500);
        var batches = Samples.Cut(Samples.EveryType, rows, 12, 100, new BufferPool(), new SymbolTables());

        var lines = JavaScript.Read("read-flechette.mjs", Ipc.Write(Samples.EveryType, batches, framing));

        Assert.Equal("sample/1", lines[0].GetProperty("name").GetString());
        var fields = lines[0].GetProperty("fields").EnumerateArray().ToArray();
        Assert.Equal(Samples.EveryType.Fields.Select(f => (f.Name, f.Nullable, f.Type.Text)),
            fields.Select(f => (f.GetProperty("name").GetString()!, f.GetProperty("nullable").GetBoolean(), f.GetProperty("metadata").GetProperty("streamengine.type").GetString()!)));
        JavaScript.Same(rows, lines[1..]);
    }

    [Theory]
    [InlineData("file", "1", "none", "grown")]
    [InlineData("file", "2", "lz4", "grown")]
    [InlineData("file", "3", "none", "sliced")]
    [InlineData("file", "4", "lz4", "sliced")]
    [InlineData("stream", "5", "none", "grown")]
    [InlineData("stream", "6", "lz4", "grown")]
    [InlineData("stream", "7", "none", "replaced")]
    [InlineData("stream", "8", "lz4", "replaced")]
    [InlineData("stream", "9", "lz4", "sliced")]
    public void WhatApacheArrowWrites_WeReadValueForValue(string framing, string seed, string compression, string how)
    {
        var (bytes, printed) = JavaScript.Write("write-seeded.mjs", framing, seed, compression, how);

        JavaScript.Same(Ipc.Read(bytes), printed);
        if (framing == "stream")
        {
            // the package's files have their schema in the footer alone, so they cannot be read forwards
            JavaScript.Same(Ipc.Read(new ForwardOnly(bytes), out _), printed);
        }
    }

    [Theory]
    [InlineData("file", "21")]
    [InlineData("stream", "22")]
    public void WhatFlechetteWrites_WeReadValueForValue(string framing, string seed)
    {
        var (bytes, printed) = JavaScript.Write("write-flechette.mjs", framing, seed);

        JavaScript.Same(Ipc.Read(bytes), printed);
        JavaScript.Same(Ipc.Read(new ForwardOnly(bytes), out _), printed);
    }

    [Fact]
    public void TenThousandColumns_AreReadByAllThree()
    {
        var schema = new Schema(null, [.. Enumerable.Range(0, 10_000).Select(i => new Field($"c{i}", i % 2 == 0 ? ColumnType.Int64 : ColumnType.Symbol, true))]);
        object?[][] rows = [.. Enumerable.Range(0, 3).Select(row => Enumerable.Range(0, 10_000).Select(i => (row + i) % 5 == 0 ? null : i % 2 == 0 ? (object?)(long)(i * row) : $"s{row}").ToArray())];
        var bytes = Ipc.Write(schema, [Samples.Dense(schema, rows, new BufferPool(), new SymbolTables())], ArrowFraming.File);

        var read = Ipc.Read(new MemoryStream(bytes), out var found);

        Assert.Equal(schema.Fields, found.Fields);
        Assert.Equal(rows, read);
        JavaScript.Same(rows, JavaScript.Read("read.mjs", bytes)[1..]);
        JavaScript.Same(rows, JavaScript.Read("read-flechette.mjs", bytes)[1..]);
    }

    [Theory]
    [InlineData(ArrowFraming.File)]
    [InlineData(ArrowFraming.Stream)]
    public void NoRows_JavaScriptReadsTheSchema(ArrowFraming framing)
    {
        var lines = JavaScript.Read("read.mjs", Ipc.Write(Samples.EveryType, [], framing, stamps: true));

        Assert.Single(lines);
        Assert.Equal(17, lines[0].GetProperty("fields").GetArrayLength());
    }

    [Theory]
    [InlineData("file")]
    [InlineData("stream")]
    public void WhatJavaScriptWrites_WeReadValueForValue(string framing)
    {
        var path = Path.GetTempFileName();
        try
        {
            Node.Run("write.mjs", framing, path, "wide");
            using var stream = File.OpenRead(path);

            var rows = Ipc.Read(stream, out var schema);

            Assert.Equal(
            [
                "bool", "int32", "int32", "int32", "int64", "int32", "int32", "int64", "float32", "float64", "decimal", "decimal",
                "timestamp", "timestamp", "timestamp", "timestamp", "timestamp", "timestamp", "duration", "duration", "duration", "duration",
                "string", "string", "symbol", "symbol", "symbol", "symbol", "string", "vector<float32, 2>", "vector<float64, 2>",
            ], schema.Fields.Select(f => f.Type.Text));
            Assert.Equal(
            [
                [
                    true, -128, -32768, int.MinValue, long.MinValue, 0, 0, 0L, 1.5f, 0.1, 1.5m, 1.99m,
                    1_700_000_000 * Second, 1_700_000_000_123_000_000, 1_700_000_000_123_456_000, 1_700_000_000_123_456_789,
                    19_675 * 86_400 * Second, 1_699_920_000 * Second, 90 * Second, 250_000_000L, 7_000L, 3L,
                    "", "a", "BTCUSDT", "x", "y", "three", null, new[] { 1f, 2f }, new[] { 0.1, 0.2 },
                ],
                [
                    null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, null, "one", null, null, new[] { 0.3, 0.4 },
                ],
                [
                    false, 127, 32767, int.MaxValue, long.MaxValue, 255, 65535, 4294967295L, -0.25f, -1e300, -12345678901234567890m, -0.05m,
                    -Second, -1_000_000L, -1_000L, -1L, -86_400 * Second, -86_400 * Second, -Second, -1_000_000L, -1_000L, -1L,
                    "žluťoučký 🐎", "bc", "ETHUSDT", "x", "z", "two", null, new[] { 3f, 4f }, new[] { 0.5, 0.6 },
                ],
            ], rows);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("uint64", "field 'odd': Arrow type uint64 is not supported: it does not fit int64")]
    [InlineData("float16", "field 'odd': Arrow type float16 is not supported")]
    [InlineData("time", "field 'odd': Arrow type time is not supported")]
    [InlineData("binary", "field 'odd': Arrow type binary is not supported")]
    [InlineData("list", "field 'odd': Arrow type list is not supported")]
    [InlineData("struct", "field 'odd': Arrow type struct is not supported")]
    [InlineData("union", "field 'odd': Arrow type union is not supported")]
    [InlineData("fixed_binary", "field 'odd': Arrow type fixed_size_binary is not supported")]
    [InlineData("interval", "field 'odd': Arrow type interval is not supported")]
    [InlineData("nested", "field 'odd': a fixed-size list of 2 int is not supported; one of 1 to 65536 floats is")]
    [InlineData("map", "field 'odd': Arrow type map is not supported")]
    [InlineData("dictionary", "field 'odd': a dictionary of Arrow type int is not supported; one of utf8 is")]
    [InlineData("far", "field 'odd': 9223372037 units of 1000000000 ns do not fit the nanoseconds of a timestamp, which ends in the year 2262")]
    public void WhatIsNotSupported_IsRefusedByField(string type, string reason)
    {
        var path = Path.GetTempFileName();
        try
        {
            Node.Run("write.mjs", "file", path, "refused", type);
            using var stream = File.OpenRead(path);

            var e = Assert.Throws<ArrowFormatException>(() => Ipc.Read(stream, out _));

            Assert.Equal(reason, e.Reason);
            Assert.Equal("test.arrow", e.File);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
