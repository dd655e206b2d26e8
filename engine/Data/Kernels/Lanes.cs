using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>Sixteen sums side by side and the one order in which they are added up.</summary>
internal static class Lanes
{
    /// <summary>How many.</summary>
    public const int Count = 16;

    /// <summary>What one operation rounds away at most, relatively: 2⁻⁵³.</summary>
    public const double Unit = 1.0 / (1L << 53);

    /// <summary>What a sum may be off, relatively, before it is added again with care: a tenth of what is promised.</summary>
    public const double Tolerance = 1e-11;

    /// <summary>The sum of the lanes, four a vector, in the same order as of a span of them.</summary>
    public static double Add(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        var four = a + c + (b + d);
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>Writes lanes one behind the other.</summary>
    public static void Write(Span<double> lanes, Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        a.CopyTo(lanes);
        b.CopyTo(lanes[4..]);
        c.CopyTo(lanes[8..]);
        d.CopyTo(lanes[12..]);
    }

    /// <summary>The sum of the lanes: each with the one half the lanes behind it, until one is left.</summary>
    public static double Add(Span<double> lanes)
    {
        for (var width = Count / 2; width > 0; width /= 2)
        {
            for (var i = 0; i < width; i++)
            {
                lanes[i] += lanes[i + width];
            }
        }

        return lanes[0];
    }

    /// <summary>The sum of the lanes and of what rounding took away from each, and from adding them up.</summary>
    public static double Add(Span<double> lanes, ReadOnlySpan<double> lost)
    {
        var (sum, rest) = (0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            var next = sum + lanes[i];
            var part = next - sum;
            rest += sum - (next - part) + (lanes[i] - part);
            rest += lost[i];
            sum = next;
        }

        return sum + rest;
    }
}
