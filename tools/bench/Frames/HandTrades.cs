using StreamEngine.Bench.Workloads;

namespace StreamEngine.Bench.Frames;

/// <summary>Trade frames to values by hand.</summary>
internal static class HandTrades
{
    private static readonly double[] Scales = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    private static readonly ulong Buy = Data.Schemas.TradeSide.CodeOf("buy");
    private static readonly ulong Sell = Data.Schemas.TradeSide.CodeOf("sell");

    /// <summary>Goes over all frames, some times.</summary>
    public static Answer Run(IReadOnlyList<RawFrame> frames, int times)
    {
        Span<ulong> sums = stackalloc ulong[5];
        sums.Clear();
        var rows = 0L;
        for (var time = 0; time < times; time++)
        {
            foreach (var frame in frames)
            {
                rows += Trade(frame.Text, sums) ? 1 : 0;
            }
        }

        return new Answer(rows, Digest.Mix(sums));
    }

    private static bool Trade(ReadOnlySpan<byte> text, Span<ulong> sums)
    {
        var (sent, time, price, qty, pricePlaces, qtyPlaces, isMaker, isNone) = (0L, 0L, 0L, 0L, 0, 0, false, false);
        var cursor = new FrameCursor(text);
        cursor.Behind("\"data\":{"u8);
        while (cursor.Name() is { Length: > 0 } name)
        {
            switch (name[0])
            {
                case (byte)'e' or (byte)'s': cursor.Text(); break;
                case (byte)'E': sent = cursor.Whole(); break;
                case (byte)'T': time = cursor.Whole(); break;
                case (byte)'t': cursor.Whole(); break;
                case (byte)'p': price = cursor.Ticks(out pricePlaces); break;
                case (byte)'q': qty = cursor.Ticks(out qtyPlaces); break;
                case (byte)'X': isNone = cursor.Text().SequenceEqual("NA"u8); break;
                case (byte)'m': isMaker = cursor.Flag(); break;
                default: throw new InvalidDataException("a field that the loop by hand does not know");
            }
        }

        if (isNone && price == 0 && qty == 0)
        {
            return false;
        }

        sums[0] += (ulong)(time * 1_000_000);
        sums[1] += (ulong)(sent * 1_000_000);
        sums[2] += BitConverter.DoubleToUInt64Bits(price / Scales[pricePlaces]);
        sums[3] += BitConverter.DoubleToUInt64Bits(qty / Scales[qtyPlaces]);
        sums[4] += isMaker ? Sell : Buy;
        return true;
    }
}
