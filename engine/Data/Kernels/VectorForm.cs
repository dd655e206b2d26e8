using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>The reductions sixteen values at a time. What is left at the end is added to the first lanes, as <see cref="ScalarForm"/> does.</summary>
internal static class VectorForm
{
    public static double Sum<T, TBlocks>(ReadOnlySpan<T> values, out double magnitude) where T : unmanaged where TBlocks : IBlocks<T>
    {
        Vector256<double> a = default, b = default, c = default, d = default;
        Vector256<double> ma = default, mb = default, mc = default, md = default;
        ref var from = ref MemoryMarshal.GetReference(values);
        var whole = values.Length & ~(Lanes.Count - 1);
        for (var i = 0; i < whole; i += Lanes.Count)
        {
            var va = TBlocks.Load(ref Unsafe.Add(ref from, i));
            var vb = TBlocks.Load(ref Unsafe.Add(ref from, i + 4));
            var vc = TBlocks.Load(ref Unsafe.Add(ref from, i + 8));
            var vd = TBlocks.Load(ref Unsafe.Add(ref from, i + 12));
            a += va;
            b += vb;
            c += vc;
            d += vd;
            ma += Vector256.Abs(va);
            mb += Vector256.Abs(vb);
            mc += Vector256.Abs(vc);
            md += Vector256.Abs(vd);
        }

        if (whole == values.Length)
        {
            magnitude = Lanes.Add(ma, mb, mc, md);
            return Lanes.Add(a, b, c, d);
        }

        Span<double> sums = stackalloc double[Lanes.Count];
        Span<double> magnitudes = stackalloc double[Lanes.Count];
        Lanes.Write(sums, a, b, c, d);
        Lanes.Write(magnitudes, ma, mb, mc, md);
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
        Vector256<double> a = default, b = default, c = default, d = default;
        Vector256<double> la = default, lb = default, lc = default, ld = default;
        ref var from = ref MemoryMarshal.GetReference(values);
        var whole = values.Length & ~(Lanes.Count - 1);
        for (var i = 0; i < whole; i += Lanes.Count)
        {
            var va = TBlocks.Load(ref Unsafe.Add(ref from, i));
            var vb = TBlocks.Load(ref Unsafe.Add(ref from, i + 4));
            var vc = TBlocks.Load(ref Unsafe.Add(ref from, i + 8));
            var vd = TBlocks.Load(ref Unsafe.Add(ref from, i + 12));
            a = Add(a, va, ref la);
            b = Add(b, vb, ref lb);
            c = Add(c, vc, ref lc);
            d = Add(d, vd, ref ld);
        }

        Span<double> sums = stackalloc double[Lanes.Count];
        Span<double> lost = stackalloc double[Lanes.Count];
        Lanes.Write(sums, a, b, c, d);
        Lanes.Write(lost, la, lb, lc, ld);
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
        Vector256<double> a = default, b = default, c = default, d = default;
        Vector256<double> ra = default, rb = default, rc = default, rd = default;
        var means = Vector256.Create(mean);
        ref var from = ref MemoryMarshal.GetReference(values);
        var whole = values.Length & ~(Lanes.Count - 1);
        for (var i = 0; i < whole; i += Lanes.Count)
        {
            var va = TBlocks.Load(ref Unsafe.Add(ref from, i));
            var vb = TBlocks.Load(ref Unsafe.Add(ref from, i + 4));
            var vc = TBlocks.Load(ref Unsafe.Add(ref from, i + 8));
            var vd = TBlocks.Load(ref Unsafe.Add(ref from, i + 12));
            var da = va - means;
            var db = vb - means;
            var dc = vc - means;
            var dd = vd - means;
            a += da * da;
            b += db * db;
            c += dc * dc;
            d += dd * dd;
            ra += da;
            rb += db;
            rc += dc;
            rd += dd;
        }

        if (whole == values.Length)
        {
            return (Lanes.Add(a, b, c, d), Lanes.Add(ra, rb, rc, rd));
        }

        Span<double> squares = stackalloc double[Lanes.Count];
        Span<double> rests = stackalloc double[Lanes.Count];
        Lanes.Write(squares, a, b, c, d);
        Lanes.Write(rests, ra, rb, rc, rd);
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
            Vector256<double> x0 = default, x1 = default, y0 = default, y1 = default, xx0 = default, xx1 = default, yy0 = default, yy1 = default, xy0 = default, xy1 = default;
            for (var i = half * 8; i < whole; i += Lanes.Count)
            {
                var a0 = TBlocks.Load(ref Unsafe.Add(ref fromX, i)) - mx;
                var a1 = TBlocks.Load(ref Unsafe.Add(ref fromX, i + 4)) - mx;
                var b0 = TBlocks.Load(ref Unsafe.Add(ref fromY, i)) - my;
                var b1 = TBlocks.Load(ref Unsafe.Add(ref fromY, i + 4)) - my;
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
