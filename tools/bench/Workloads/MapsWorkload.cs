using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Bench.Workloads;

/// <summary>W1: four maps over market events. All three columns that change are read at the end.</summary>
internal sealed class MapsWorkload : Workload
{
    /// <summary>What prices are multiplied by.</summary>
    public const double Factor = 1.0001;

    /// <inheritdoc/>
    public override string Name => "w1";

    /// <inheritdoc/>
    public override string What => "four maps: price·k, qty+1, price·qty, −bid";

    /// <inheritdoc/>
    public override string Definition => "Four maps, a node each, over rows in memory; the three columns that change are read at the end, every bit of them. By hand: a loop over 64-byte rows with nothing in between written, a loop over the columns by SIMD, and a copy of the rows; and a message, a record or a dictionary an event, over a twentieth of the rows";

    /// <inheritdoc/>
    public override int FullRows => 4_000_000;

    /// <inheritdoc/>
    protected override ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var market = new MarketRows(rows);
        var options = Pipelines.NewReplay();
        market.Hold("w1", options);
        var copy = new MarketRow[rows];
        var columns = new[] { market.Rows.Select(r => r.Price).ToArray(), [.. market.Rows.Select(r => r.Qty)], [.. market.Rows.Select(r => r.Bid)] };
        var expected = Reference(market.Rows);
        var few = market.Rows[..Math.Max(1, rows / 20)]; // designs that take a message an event are slow enough
        return ValueTask.FromResult(new Arena(
            "8 symbols, prices near 1,000 to 8,000, 10 columns in batches of 4,096, the same as 64-byte rows",
            rows,
            [
                PipelineContender.Of("w1", rows, expected, options),
                Contender.Loop("hand, rows", Role.Hand, rows, expected, () => ByRow(market.Rows)),
                Contender.Loop("hand, columns by SIMD", Role.Limit, rows, expected, () => ByLanes(columns[0], columns[1], columns[2])),
                Contender.Loop("copy of the rows", Role.Limit, rows, null, () => Copy(market.Rows, copy)),
                .. MapsOpponents.Over(few, Reference(few)),
            ],
            [new Goal("engine", "hand, rows", 1.0), new Goal("engine", "hand, columns by SIMD", 0.4), new Goal("hand, rows", "copy of the rows", 0.9, IsGate: true)]));
    }

    /// <summary>What must come out: the maps written down, one value at a time.</summary>
    private static Answer Reference(MarketRow[] rows)
    {
        ulong[] sums = [0, 0, 0];
        foreach (var row in rows)
        {
            var price = row.Price * Factor;
            var qty = row.Qty + 1;
            var notional = price * qty;
            sums[0] += BitConverter.DoubleToUInt64Bits(price);
            sums[1] += BitConverter.DoubleToUInt64Bits(qty);
            sums[2] += BitConverter.DoubleToUInt64Bits(notional - row.Bid);
        }

        return new Answer(rows.Length, Digest.Mix(sums));
    }

    private static Answer ByRow(ReadOnlySpan<MarketRow> rows)
    {
        var (prices, sizes, edges) = (0UL, 0UL, 0UL);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            var price = row.Price * Factor;
            var qty = row.Qty + 1;
            prices += BitConverter.DoubleToUInt64Bits(price);
            sizes += BitConverter.DoubleToUInt64Bits(qty);
            edges += BitConverter.DoubleToUInt64Bits((price * qty) - row.Bid);
        }

        return new Answer(rows.Length, Digest.Mix(prices, sizes, edges));
    }

    private static Answer ByLanes(double[] prices, double[] sizes, double[] bids)
    {
        var (first, second, third) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        var (factor, one) = (Vector256.Create(Factor), Vector256<double>.One);
        ref var price = ref MemoryMarshal.GetArrayDataReference(prices);
        ref var size = ref MemoryMarshal.GetArrayDataReference(sizes);
        ref var bid = ref MemoryMarshal.GetArrayDataReference(bids);
        var i = 0;
        for (; i <= prices.Length - 4; i += 4)
        {
            var p = Vector256.LoadUnsafe(ref price, (nuint)i) * factor;
            var q = Vector256.LoadUnsafe(ref size, (nuint)i) + one;
            first += p.AsUInt64();
            second += q.AsUInt64();
            third += ((p * q) - Vector256.LoadUnsafe(ref bid, (nuint)i)).AsUInt64();
        }

        var (a, b, c) = (Vector256.Sum(first), Vector256.Sum(second), Vector256.Sum(third));
        for (; i < prices.Length; i++)
        {
            var p = prices[i] * Factor;
            var q = sizes[i] + 1;
            a += BitConverter.DoubleToUInt64Bits(p);
            b += BitConverter.DoubleToUInt64Bits(q);
            c += BitConverter.DoubleToUInt64Bits((p * q) - bids[i]);
        }

        return new Answer(prices.Length, Digest.Mix(a, b, c));
    }

    private static Answer Copy(MarketRow[] from, MarketRow[] to)
    {
        from.AsSpan().CopyTo(to);
        return new Answer(from.Length, 0);
    }
}
