using System.Globalization;
using System.Text.Json;
using StreamEngine.Bench.Workloads;

namespace StreamEngine.Bench.Frames;

/// <summary>What must come out: JSON documents, decimals and sorted dictionaries.</summary>
internal static class FrameReference
{
    /// <summary>Best prices and sizes after each depth message.</summary>
    public static Answer Depth(IReadOnlyList<RawFrame> frames)
    {
        var books = new Dictionary<string, (SortedDictionary<decimal, decimal> Bids, SortedDictionary<decimal, decimal> Asks)>();
        var sums = new ulong[6];
        var rows = 0L;
        (string Symbol, JsonElement Data)? waiting = null;
        foreach (var frame in frames)
        {
            using var document = JsonDocument.Parse(frame.Text);
            var root = document.RootElement.Clone();
            if (root.TryGetProperty("lastUpdateId", out _))
            {
                var symbol = root.TryGetProperty("symbol", out var named) ? named.GetString()! : waiting!.Value.Symbol;
                var book = (Bids: new SortedDictionary<decimal, decimal>(Comparer<decimal>.Create(static (x, y) => y.CompareTo(x))), Asks: new SortedDictionary<decimal, decimal>());
                books[symbol] = book;
                Apply(book.Bids, root.GetProperty("bids"));
                Apply(book.Asks, root.GetProperty("asks"));
                if (waiting is { } first && first.Symbol == symbol)
                {
                    rows += Message(book.Bids, book.Asks, first.Data, sums);
                    waiting = null;
                }

                continue;
            }

            var data = root.GetProperty("data");
            var name = data.GetProperty("s").GetString()!;
            if (!books.TryGetValue(name, out var found))
            {
                waiting = (name, data);
                continue;
            }

            rows += Message(found.Bids, found.Asks, data, sums);
        }

        return new Answer(rows, Digest.Mix(sums));
    }

    /// <summary>The values of each trade, some times over.</summary>
    public static Answer Trades(IReadOnlyList<RawFrame> frames, int times)
    {
        var sums = new ulong[5];
        var rows = 0L;
        foreach (var frame in frames)
        {
            using var document = JsonDocument.Parse(frame.Text);
            var data = document.RootElement.GetProperty("data");
            var (price, qty) = (Number(data.GetProperty("p")), Number(data.GetProperty("q")));
            if (data.GetProperty("X").GetString() == "NA" && price == 0 && qty == 0)
            {
                continue;
            }

            rows++;
            sums[0] += (ulong)(data.GetProperty("T").GetInt64() * 1_000_000);
            sums[1] += (ulong)(data.GetProperty("E").GetInt64() * 1_000_000);
            sums[2] += BitConverter.DoubleToUInt64Bits((double)price);
            sums[3] += BitConverter.DoubleToUInt64Bits((double)qty);
            sums[4] += Data.Schemas.TradeSide.CodeOf(data.GetProperty("m").GetBoolean() ? "sell" : "buy");
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] *= (ulong)times;
        }

        return new Answer(rows * times, Digest.Mix(sums));
    }

    private static long Message(SortedDictionary<decimal, decimal> bids, SortedDictionary<decimal, decimal> asks, JsonElement data, ulong[] sums)
    {
        Apply(bids, data.GetProperty("b"));
        Apply(asks, data.GetProperty("a"));
        if (bids.Count == 0 || asks.Count == 0 || bids.First().Key >= asks.First().Key)
        {
            return 0;
        }

        sums[0] += (ulong)(data.GetProperty("T").GetInt64() * 1_000_000);
        sums[1] += (ulong)data.GetProperty("u").GetInt64();
        sums[2] += BitConverter.DoubleToUInt64Bits((double)bids.First().Key);
        sums[3] += BitConverter.DoubleToUInt64Bits((double)bids.First().Value);
        sums[4] += BitConverter.DoubleToUInt64Bits((double)asks.First().Key);
        sums[5] += BitConverter.DoubleToUInt64Bits((double)asks.First().Value);
        return 1;
    }

    private static void Apply(SortedDictionary<decimal, decimal> side, JsonElement levels)
    {
        foreach (var level in levels.EnumerateArray())
        {
            var (price, size) = (Number(level[0]), Number(level[1]));
            if (size == 0)
            {
                side.Remove(price);
            }
            else
            {
                side[price] = size;
            }
        }
    }

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
