using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using StreamEngine.Normalizers;

namespace StreamEngine.Micro;

/// <summary>One Binance frame decoded by the normalizer's scanner: of a recording where there is one, else frames written here. Depth frames with their levels, trades with their values found.</summary>
public class JsonDecode
{
    private const int Frames = 5_000;
    private const string Recording = "../shared/data/hftbacktest/spot/btcusdt_20240808.gz";

    private static ReadOnlySpan<byte> Data => "\"data\":{"u8;

    private readonly FrameScan _scan = new();
    private byte[][] _depth = [];
    private byte[][] _trades = [];

    /// <summary>Reads the frames and checks levels and prices against the framework's document reader.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var frames = File.Exists(Recording) ? Recorded() : [.. Written()];
        _depth = Repeat(frames.Where(f => f.Contains("\"depthUpdate\"", StringComparison.Ordinal)));
        _trades = Repeat(frames.Where(f => f.Contains("\"e\":\"trade\"", StringComparison.Ordinal)));
        Verified.Equal("levels", Depth(), _depth.Sum(f => (long)Levels(f)));
        Verified.Equal("length of the trades' ids", TradeValues(), _trades.Sum(f => (long)Payload(f).GetProperty("t").GetRawText().Length));
        Verified.Equal("length of the trades' prices", Trades(), _trades.Sum(f => (long)Payload(f).GetProperty("p").GetRawText().Length - 2));
    }

    /// <summary>Depth frames: all levels read.</summary>
    [Benchmark(OperationsPerInvoke = Frames)]
    public long Depth()
    {
        var levels = 0L;
        foreach (var frame in _depth)
        {
            _scan.Scan(frame, readLevels: true);
            levels += _scan.Bids.Count + _scan.Asks.Count;
        }

        return levels;
    }

    /// <summary>Trade frames: where the values stand.</summary>
    [Benchmark(OperationsPerInvoke = Frames)]
    public long Trades()
    {
        var length = 0L;
        foreach (var frame in _trades)
        {
            _scan.Scan(frame, readLevels: true);
            length += _scan['p'].Length;
        }

        return length;
    }

    /// <summary>Trade frames of a known stream: their values.</summary>
    [Benchmark(OperationsPerInvoke = Frames)]
    public long TradeValues()
    {
        var length = 0L;
        foreach (var frame in _trades)
        {
            var trade = new QuickTrade(frame);
            length += trade.TryRead(frame.AsSpan().IndexOf(Data) + Data.Length, default) ? trade.Id.Length : 0;
        }

        return length;
    }

    private static byte[][] Repeat(IEnumerable<string> frames)
    {
        var some = frames.Take(Frames).Select(Encoding.UTF8.GetBytes).ToArray();
        return [.. Enumerable.Range(0, Frames).Select(i => some[i % some.Length])];
    }

    private static List<string> Recorded()
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(Recording), CompressionMode.Decompress));
        var frames = new List<string>();
        while (text.ReadLine() is { } line)
        {
            frames.Add(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        }

        return frames;
    }

    private static IEnumerable<string> Written()
    {
        for (var i = 0; i < 100; i++)
        {
            yield return $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255208,"s":"BTCUSDT","t":{{{i}}},"p":"61737.{{{i:00}}}000000","q":"0.54698000","T":1723161255207,"m":true,"M":true}}""";
            yield return $$$"""{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255208,"s":"BTCUSDT","U":{{{i}}},"u":{{{i}}},"b":[["61737.{{{i:00}}}000000","0.10000000"]],"a":[["61837.64000000","1.54698000"],["61839.85000000","0.00000000"]]}}""";
        }
    }

    private static JsonElement Payload(byte[] frame) => JsonDocument.Parse(frame).RootElement.GetProperty("data");

    private static int Levels(byte[] frame) => Payload(frame).GetProperty("b").GetArrayLength() + Payload(frame).GetProperty("a").GetArrayLength();
}
