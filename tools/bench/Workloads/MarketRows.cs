using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads;

/// <summary>A market's events in memory, drawn by seed, as rows of 64 bytes and as columns in batches: the same values. 8 symbols that trade in ticks of a quarter and whole lots, as futures do (so that a plain sum of doubles is exact, which the engine's is by its own means), 45 % trades, 25 µs apart in the mean, no two at one time.</summary>
internal sealed class MarketRows
{
    /// <summary>Symbols.</summary>
    public const int Symbols = 8;

    /// <summary>ns of the first event: a whole second.</summary>
    public const long Start = 1_700_000_000_000_000_000;

    private const double Tick = 0.25;

    private static readonly Schema Shape = new(null,
    [
        new("ts", ColumnType.Timestamp), new("seq", ColumnType.Int64), new("price", ColumnType.Float64), new("qty", ColumnType.Float64), new("bid", ColumnType.Float64), new("ask", ColumnType.Float64),
        new("aux", ColumnType.Float64), new("symbol", ColumnType.Symbol), new("kind", ColumnType.Enum("trade", "quote")), new("side", Schemas.TradeSide),
    ]);

    /// <summary>Draws <paramref name="count"/> events.</summary>
    public MarketRows(int count, ulong seed = 1)
    {
        Rows = GC.AllocateUninitializedArray<MarketRow>(count);
        var state = (seed * 0x9E3779B97F4A7C15) | 1;
        Span<double> mids = stackalloc double[Symbols];
        for (var i = 0; i < Symbols; i++)
        {
            mids[i] = 1000 * (i + 1);
        }

        var ts = Start;
        for (var i = 0; i < count; i++)
        {
            var draw = Next(ref state);
            var symbol = (int)(draw & 7);
            ts += 1 + (long)(Next(ref state) % 50_000);
            mids[symbol] = Math.Max(Tick, mids[symbol] + (((int)(draw >> 8 & 7) - 3.5) * Tick));
            var price = Math.Round(mids[symbol] / Tick) * Tick;
            Rows[i] = new MarketRow
            {
                Ts = ts, Seq = i, Bid = price - Tick, Ask = price + Tick, Price = price, Qty = (draw >> 16 & 1023) + 1, Aux = 0, Symbol = symbol,
                Kind = (byte)(Next(ref state) % 100 < 45 ? 0 : 1), Side = (byte)(draw >> 32 & 1),
            };
        }
    }

    /// <summary>The rows.</summary>
    public MarketRow[] Rows { get; }

    /// <summary>Holds the same values in batches of columns, for <c>bench_held</c>.</summary>
    public void Hold(string name, RunOptions options)
    {
        var names = Enumerable.Range(0, Symbols).Select(i => string.Create(CultureInfo.InvariantCulture, $"S{i}")).ToArray();
        var batches = new List<Batch>();
        for (var start = 0; start < Rows.Length; start += options.BatchMax)
        {
            var writer = new PortWriter(Shape, null, options.Symbols, options.Pool);
            var end = Math.Min(Rows.Length, start + options.BatchMax);
            for (var i = start; i < end; i++)
            {
                ref readonly var row = ref Rows[i];
                writer.Values<long>("ts")!.Append(row.Ts);
                writer.Values<long>("seq")!.Append(row.Seq);
                writer.Values<double>("price")!.Append(row.Price);
                writer.Values<double>("qty")!.Append(row.Qty);
                writer.Values<double>("bid")!.Append(row.Bid);
                writer.Values<double>("ask")!.Append(row.Ask);
                writer.Values<double>("aux")!.Append(row.Aux);
                writer.Symbols("symbol")!.Append(names[row.Symbol]);
                writer.Values<byte>("kind")!.Append(row.Kind);
                writer.Values<byte>("side")!.Append(row.Side);
                writer.Commit(row.Ts);
            }

            batches.Add(writer.Take(Rows[end - 1].Ts, 0));
        }

        HeldSource.Hold(name, batches);
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state * 0x2545F4914F6CDD1D;
    }
}
