using System.Globalization;
using StreamEngine.Arrow;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Sources;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Arrow;

/// <summary>
/// The genuine Arrow files of the recordings, written by pyarrow with LZ4 bodies. Counts of rows are those of the recordings' README; values, nulls and sums were read with
/// npm apache-arrow 21.2.0 and lz4js 0.2.0.
/// </summary>
public class FeatherTests(ITestOutputHelper output)
{
    private const string Bars = "date: timestamp, open: float64, high: float64, low: float64, close: float64, volume: float64";
    private const string Trades = "timestamp: int64, id: string, type: string, side: string, price: float64, amount: float64, cost: float64";

    public static TheoryData<string, int, string, string, string, string, string> Files => new()
    {
        {
            "ETH_BTC-5m", 5760, Bars, "1515560100000000000 0.0984 0.0994766 0.09828605 0.0994766 1820.54447418",
            "1517287800000000000 0.10440995 0.10441058 0.10400025 0.10441057000000001 31.94851561",
            "0 0 0 0 0 0", "538.7289507000014 540.1683814800032 537.023716940001 538.6699223500011 1377404.948304086"
        },
        {
            "LTC_BTC-5m", 5760, Bars, "1515560100000000000 0.0169325 0.01702482 0.01690701 0.01690701 1615.44770933",
            "1517287800000000000 0.016083999999999998 0.016145 0.01607222 0.016145 20.97095642",
            "0 0 0 0 0 0", "95.5812246000001 95.86770892000034 95.29489813999923 95.56291363999999 1443666.0084735723"
        },
        {
            "XRP_ETH-1m", 2469, Bars, "1570752000000000000 0.00141342 0.00141557 0.00141266 0.00141418 1482",
            "1570965540000000000 0.00152814 0.00152817 0.00152787 0.00152787 785",
            "0 0 0 0 0 0", "3.654077050000007 3.6552936800000055 3.6529235500000112 3.6540989800000103 5545735"
        },
        {
            "XRP_ETH-5m", 706, Bars, "1570752000000000000 0.00141342 0.00141658 0.00141192 0.00141192 3478",
            "1570965300000000000 0.00152609 0.00152871 0.00152362 0.00152787 11786",
            "0 0 0 0 0 0", "1.0455334100000013 1.046733599999999 1.0445523099999996 1.0455640699999995 5545735"
        },
        {
            "XRP_ETH-trades", 12477, Trades, "1570752011620 13519807 - sell 0.00141342 23 0.03250866",
            "1570965568844 13532283 - sell 0.00152787 130 0.1986231",
            "0 0 12477 0 0 0 0", "18.432867009999676 5545735 8182.560267890049"
        },
        {
            "futures_XRP_USDT_USDT-1h-mark", 100, Bars, "1636956000000000000 1.20932 1.21787 1.20763 1.21431 -",
            "1637312400000000000 1.05721 1.06464 1.05619 1.06051 -",
            "0 0 0 0 0 100", "110.74623999999999 111.48845999999999 109.76818999999999 110.59659999999998 0"
        },
        {
            "futures_XRP_USDT_USDT-5m-futures", 1999, Bars, "1636934400000000000 1.1893 1.1954 1.1891 1.1941 9289043.5",
            "1637533800000000000 1.0733 1.0737 1.0711 1.0713 765844.7",
            "0 0 0 0 0 0", "2202.345799999999 2206.461099999998 2197.8729999999982 2202.2261000000003 5851468613.400002"
        },
        {
            "futures_XRP_USDT_USDT-8h-funding_rate", 91, Bars, "1637193600017000000 0.0001 0 0 0 0",
            "1639785600014000000 0.0001 0 0 0 0",
            "0 0 0 0 0 0", "0.007964120000000014 0 0 0 0"
        },
        {
            "futures_XRP_USDT_USDT-8h-mark", 91, Bars, "1637193600000000000 1.0959 1.162 1.0907 1.1074 523374743.8",
            "1639785600000000000 0.7963 0.8159000000000001 0.7904 0.8124 144712394.5",
            "0 0 0 0 0 0", "84.2167 85.83430000000004 81.9313 83.933 24945265847.90001"
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryFile_IsReadValueForValue(string name, int rows, string columns, string first, string last, string nulls, string sums)
    {
        if (Find(name) is not { } path)
        {
            return;
        }

        var pool = new BufferPool(overwrite: true);
        using var file = ArrowFile.Open(path, pool, new SymbolTables());
        using var batch = file.ReadBatch(0)!;
        var read = Samples.Values(batch).ToList();

        Assert.Equal(1, file.BatchCount);
        Assert.Equal(rows, file.Rows);
        Assert.Equal(rows, read.Count);
        Assert.Equal(columns, string.Join(", ", file.Schema.Fields.Select(f => $"{f.Name}: {f.Type}")));
        Assert.All(file.Schema.Fields, f => Assert.True(f.Nullable));
        Assert.Equal(first, Text(read[0]));
        Assert.Equal(last, Text(read[^1]));
        Assert.Equal(nulls, string.Join(' ', file.Schema.Fields.Select((_, c) => read.Count(r => r[c] is null))));
        Assert.Equal(sums, Text([.. file.Schema.Fields.Index().Where(f => f.Item.Type == ColumnType.Float64).Select(f => (object?)read.Aggregate(0.0, (sum, r) => sum + ((double?)r[f.Index] ?? 0)))]));
        using var stream = File.OpenRead(path);
        Assert.Equal(read, Ipc.Read(stream, out _));
    }

    [Theory]
    [InlineData("XRP_ETH-1m", "date", null, 2469, 1_570_752_000_000_000_000, 1_570_965_540_000_000_000)]
    [InlineData("XRP_ETH-trades", "timestamp", "ms", 12477, 1_570_752_011_620_000_000, 1_570_965_568_844_000_000)]
    public void TheSource_TakesTheTimeFromTheColumnNamed(string name, string column, string? unit, int rows, long first, long last)
    {
        if (Find(name) is not { } path)
        {
            return;
        }

        var options = new ArrowFileSourceOptions { Path = [new FilePath(path)], Time = new ArrowTimeOptions { Column = column, Unit = unit } };
        var source = new SourceDrive(new ArrowFileSource(options), 500).Read();

        Assert.Equal(rows, source.Port().Count);
        Assert.Equal("ts", source.Shapes[0].Schema[0].Name);
        Assert.Equal(first, source.Port()[0]["ts"]);
        Assert.Equal(first, source.Port()[0]["at"]);
        Assert.Equal(last, source.Port()[^1]["ts"]);
        Assert.Equal(last, source.Port()[^1]["at"]);
    }

    private static string Text(object?[] row) => string.Join(' ', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "-"));

    private string? Find(string name)
    {
        var path = RepositoryRoot.Combine("..", "shared", "data", "freqtrade", name + ".feather");
        if (File.Exists(path))
        {
            return path;
        }

        output.WriteLine($"not run: {name}.feather not found in ../shared/data/freqtrade");
        return null;
    }
}
