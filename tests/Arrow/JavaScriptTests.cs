using System.Globalization;
using System.Text.Json;
using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Tests.Arrow;

/// <summary>Both directions against the JavaScript Apache Arrow package.</summary>
public class JavaScriptTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(ArrowFraming.File)]
    [InlineData(ArrowFraming.Stream)]
    public void WhatWeWrite_JavaScriptReadsValueForValue(ArrowFraming framing)
    {
        var rows = Samples.Rows(11, 500);
        var batches = Samples.Cut(Samples.EveryType, rows, 11, 100, new BufferPool(), new SymbolTables());

        var lines = Read(Ipc.Write(Samples.EveryType, batches, framing));

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
        Assert.Equal(rows.Count, lines.Length - 1);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(rows[i].Select(Written), lines[i + 1].EnumerateArray().Select(Written));
        }
    }

    [Theory]
    [InlineData(ArrowFraming.File)]
    [InlineData(ArrowFraming.Stream)]
    public void NoRows_JavaScriptReadsTheSchema(ArrowFraming framing)
    {
        var lines = Read(Ipc.Write(Samples.EveryType, [], framing, stamps: true));

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

    private static JsonElement[] Read(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            var lines = Node.Run("read.mjs", path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return [.. lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A value as read.mjs prints it; decimals in units of 10^−18.</summary>
    private static string? Written(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        decimal money => Units(money),
        double number => (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture),
        float number => ((double)number).ToString("R", CultureInfo.InvariantCulture),
        float[] vector => string.Join(' ', vector.Select(x => Written((double)x))),
        double[] vector => string.Join(' ', vector.Select(x => Written(x))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string? Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Written)),
        _ => value.GetString(),
    };

    private static string Units(decimal money)
    {
        var digits = money.ToString("F18", CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0');
        return digits.Length == 0 ? "0" : (money < 0 ? "-" : "") + digits;
    }
}
