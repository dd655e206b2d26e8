using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>The reductions sixteen values at a time. What is left at the end is added to the first lanes, as <see cref="ScalarForm"/> does.</summary>
internal static class VectorForm
{
    public static double Sum<T, TBlocks>(ReadOnlySpan<T> values, out double magnitude) where T : unmanaged where TBlocks : IBlocks<T>
    {
        var (a, b, c, d) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (ma, mb, mc, md) = (a, a, a, a);
        ref var from = ref MemoryMarshal.GetReference(values);
        var whole = values.Length & ~(Lanes.Count - 1);
        for (var i = 0; i < whole; i += Lanes.Count)
        {
            var block = TBlocks.Load(ref Unsafe.Add(ref from, i));
            a += block.A;
            b += block.B;
            c += block.C;
            d += block.D;
            ma += Vector256.Abs(block.A);
            mb += Vector256.Abs(block.B);
            mc += Vector256.Abs(block.C);
            md += Vector256.Abs(block.D);
        }

        Span<double> sums = stackalloc double[Lanes.Count];
        Span<double> magnitudes = stackalloc double[Lanes.Count];
        new Block(a, b, c, d).CopyTo(sums);
        new Block(ma, mb, mc, md).CopyTo(magnitudes);
        for (var i = whole; i < values.Length; i++)
        {
            var value = TBlocks.Load(values[i]);
            sums[i - whole] += value;
            magnitudes[i - whole] += Math.Abs(value);
        }

        magnitude = Lanes.Add(magnitudes);
        return Lanes.Add(sums);
    }

    public static double Compensated<T, TBlocks>(ReadOnlySpan<T> values) where T : unmanaged where TBlocks : IBlocks<T>
    {
        var (a, b, c, d) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (la, lb, lc, ld) = (a, a, a, a);
        ref var from = ref MemoryMarshal.GetReference(values);
        var whole = values.Length & ~(Lanes.Count - 1);
        for (var i = 0; i < whole; i += Lanes.Count)
        {
            var block = TBlocks.Load(ref Unsafe.Add(ref from, i));
            a = Add(a, block.A, ref la);
            b = Add(b, block.B, ref lb);
            c = Add(c, block.C, ref lc);
            d = Add(d, block.D, ref ld);
        }

        Span<double> sums = stackalloc double[Lanes.Count];
        Span<double> lost = stackalloc double[Lanes.Count];
        new Block(a, b, c, d).CopyTo(sums);
        new Block(la, lb, lc, ld).CopyTo(lost);
        for (var i = whole; i < values.Length; i++)
        {
            var value = TBlocks.Load(values[i]);
            var sum = sums[i - whole] + value;
            var part = sum - sums[i - whole];
            lost[i - whole] += sums[i - whole] - (sum - part) + (value - part);
            sums[i - whole] = sum;
        }

        return Lanes.Add(sums, lost);
    }

    public static (double Squares, double Drift) Deviations<T, TBlocks>(ReadOnlySpan<T> values, double mean) where T : unmanaged where TBlocks : IBlocks<T>
    {
        var (a, b, c, d) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (ra, rb, rc, rd) = (a, a, a, a);
        var means = Vector256.Create(mean);
        ref var from = ref MemoryMarshal.GetReference(values);
        var whole = values.Length & ~(Lanes.Count - 1);
        for (var i = 0; i < whole; i += Lanes.Count)
        {
            var block = TBlocks.Load(ref Unsafe.Add(ref from, i));
            var (da, db, dc, dd) = (block.A - means, block.B - means, block.C - means, block.D - means);
            a += da * da;
            b += db * db;
            c += dc * dc;
            d += dd * dd;
            ra += da;
            rb += db;
            rc += dc;
            rd += dd;
        }

        Span<double> squares = stackalloc double[Lanes.Count];
        Span<double> rests = stackalloc double[Lanes.Count];
        new Block(a, b, c, d).CopyTo(squares);
        new Block(ra, rb, rc, rd).CopyTo(rests);
        for (var i = whole; i < values.Length; i++)
        {
            var deviation = TBlocks.Load(values[i]) - mean;
            squares[i - whole] += deviation * deviation;
            rests[i - whole] += deviation;
        }

        return (Lanes.Add(squares), Lanes.Add(rests));
    }

    /// <summary>Five sums of sixteen lanes are more than there are registers: each half of the lanes goes over the values on its own.</summary>
    public static ProductSums Products<T, TBlocks>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, double meanX, double meanY) where T : unmanaged where TBlocks : IBlocks<T>
    {
        Span<double> sums = stackalloc double[5 * Lanes.Count];
        sums.Clear();
        var whole = x.Length & ~(Lanes.Count - 1);
        ref var fromX = ref MemoryMarshal.GetReference(x);
        ref var fromY = ref MemoryMarshal.GetReference(y);
        var (mx, my) = (Vector256.Create(meanX), Vector256.Create(meanY));
        for (var half = 0; half < 2; half++)
        {
            var (x0, x1, y0, y1) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            var (xx0, xx1, yy0, yy1) = (x0, x0, x0, x0);
            var (xy0, xy1) = (x0, x0);
            for (var i = 0; i < whole; i += Lanes.Count)
            {
                var (a0, a1) = TBlocks.Half(ref Unsafe.Add(ref fromX, i + (half * 8)));
                var (b0, b1) = TBlocks.Half(ref Unsafe.Add(ref fromY, i + (half * 8)));
                a0 -= mx;
                a1 -= mx;
                b0 -= my;
                b1 -= my;
                x0 += a0;
                x1 += a1;
                y0 += b0;
                y1 += b1;
                xx0 += a0 * a0;
                xx1 += a1 * a1;
                yy0 += b0 * b0;
                yy1 += b1 * b1;
                xy0 += a0 * b0;
                xy1 += a1 * b1;
            }

            var at = half * 8;
            Put(sums, at, x0, x1);
            Put(sums, Lanes.Count + at, y0, y1);
            Put(sums, (2 * Lanes.Count) + at, xx0, xx1);
            Put(sums, (3 * Lanes.Count) + at, yy0, yy1);
            Put(sums, (4 * Lanes.Count) + at, xy0, xy1);
        }

        for (var i = whole; i < x.Length; i++)
        {
            var lane = sums[(i - whole)..];
            var (a, b) = (TBlocks.Load(x[i]) - meanX, TBlocks.Load(y[i]) - meanY);
            lane[0] += a;
            lane[Lanes.Count] += b;
            lane[2 * Lanes.Count] += a * a;
            lane[3 * Lanes.Count] += b * b;
            lane[4 * Lanes.Count] += a * b;
        }

        return new ProductSums(
            Lanes.Add(sums[..Lanes.Count]), Lanes.Add(sums.Slice(Lanes.Count, Lanes.Count)), Lanes.Add(sums.Slice(2 * Lanes.Count, Lanes.Count)),
            Lanes.Add(sums.Slice(3 * Lanes.Count, Lanes.Count)), Lanes.Add(sums[(4 * Lanes.Count)..]));
    }

    private static void Put(Span<double> sums, int at, Vector256<double> first, Vector256<double> second)
    {
        first.CopyTo(sums[at..]);
        second.CopyTo(sums[(at + 4)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Add(Vector256<double> sum, Vector256<double> value, ref Vector256<double> lost)
    {
        var next = sum + value;
        var part = next - sum;
        lost += sum - (next - part) + (value - part);
        return next;
    }
}
