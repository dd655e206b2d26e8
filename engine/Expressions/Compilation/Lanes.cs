using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Expressions;

/// <summary>Operations on four rows that are no operator of <see cref="Vector256{T}"/>. Conditions are masks of all-ones lanes.</summary>
internal static class Lanes
{
    /// <summary>For each set of lanes, the lane numbers in order.</summary>
    private static readonly Vector128<int>[] Compressed =
    [
        .. Enumerable.Range(0, 16).Select(bits =>
        {
            var lanes = Enumerable.Range(0, 4).Where(lane => (bits >> lane & 1) != 0).Concat([0, 0, 0, 0]).ToArray();
            return Vector128.Create(lanes[0], lanes[1], lanes[2], lanes[3]);
        }),
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double[] values, int at) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Load(long[] values, int at) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(float[] values, int at)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at));
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Load(int[] values, int at)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at));
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Load(byte[] values, int at)
    {
        var four = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), at));
        return Vector256.Create(four & 255, four >> 8 & 255, four >> 16 & 255, (long)(four >> 24));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Load(bool[] values, int at)
    {
        var four = Unsafe.ReadUnaligned<uint>(ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), at)));
        return ~Vector256.Equals(Vector256.Create(four & 255, four >> 8 & 255, four >> 16 & 255, (long)(four >> 24)), Vector256<long>.Zero);
    }

    /// <summary>Lanes whose validity bit is 0; <paramref name="at"/> is a multiple of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Nulls(ulong[] words, int at)
    {
        var lane = Vector256.Create(1L, 2, 4, 8);
        var bits = Vector256.Create((long)(words[at >> 6] >> (at & 63)));
        return Vector256.Equals(bits & lane, Vector256<long>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double[] values, int at, Vector256<double> lanes) => lanes.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(long[] values, int at, Vector256<long> lanes) => lanes.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(bool[] values, int at, Vector256<long> lanes)
    {
        var bits = lanes.ExtractMostSignificantBits();
        var four = (bits & 1) | (bits & 2) << 7 | (bits & 4) << 14 | (bits & 8) << 21;
        Unsafe.WriteUnaligned(ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), at)), four);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreValid(ulong[] words, int at, uint lanes) => words[at >> 6] |= (ulong)lanes << (at & 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Vector256<long> mask) => mask.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Count(uint lanes) => BitOperations.PopCount(lanes);

    /// <summary>Writes the rows of some lanes behind one another; returns the new count. The array has room for four more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Append(int[] selected, int count, int at, uint lanes)
    {
        var rows = Vector128.Create(at) + Compressed[lanes];
        rows.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(selected), (nuint)count);
        return count + BitOperations.PopCount(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Choose(Vector256<long> mask, Vector256<long> then, Vector256<long> otherwise) => Vector256.ConditionalSelect(mask, then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Choose(Vector256<long> mask, Vector256<double> then, Vector256<double> otherwise) => Vector256.ConditionalSelect(mask.AsDouble(), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Equal(Vector256<double> left, Vector256<double> right) => Vector256.Equals(left, right).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Equal(Vector256<long> left, Vector256<long> right) => Vector256.Equals(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Less(Vector256<double> left, Vector256<double> right) => Vector256.LessThan(left, right).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Less(Vector256<long> left, Vector256<long> right) => Vector256.LessThan(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LessOrEqual(Vector256<double> left, Vector256<double> right) => Vector256.LessThanOrEqual(left, right).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LessOrEqual(Vector256<long> left, Vector256<long> right) => ~Vector256.GreaterThan(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> NotFinite(Vector256<double> value) =>
        ~Vector256.LessThan(Vector256.Abs(value), Vector256.Create(double.PositiveInfinity)).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> IsNegative(Vector256<long> value) => Vector256.LessThan(value, Vector256<long>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToFloat(Vector256<long> value) => Vector256.ConvertToDouble(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sqrt(Vector256<double> value) => Vector256.Sqrt(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Negate(Vector256<double> value) => value ^ Vector256.Create(-0.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Negate(Vector256<long> value) => Vector256<long>.Zero - value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Abs(Vector256<double> value) => Vector256.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Abs(Vector256<long> value) => Vector256.ConditionalSelect(IsNegative(value), Vector256<long>.Zero - value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Floor(Vector256<double> value) => Vector256.Floor(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Ceil(Vector256<double> value) => Vector256.Ceiling(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Round(Vector256<double> value) => Vector256.Round(value);

    /// <summary>The smaller one; of two zeros the negative one: equal values differ at most in the sign bit, which or brings in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Min(Vector256<double> left, Vector256<double> right) =>
        Vector256.ConditionalSelect(Vector256.Equals(left, right), left | right, Vector256.ConditionalSelect(Vector256.LessThan(left, right), left, right));

    /// <summary>The larger one; of two zeros the positive one: of equal values, and keeps the sign bit only where both have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Max(Vector256<double> left, Vector256<double> right) =>
        Vector256.ConditionalSelect(Vector256.Equals(left, right), left & right, Vector256.ConditionalSelect(Vector256.LessThan(right, left), left, right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Min(Vector256<long> left, Vector256<long> right) => Vector256.ConditionalSelect(Vector256.LessThan(left, right), left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Max(Vector256<long> left, Vector256<long> right) => Vector256.ConditionalSelect(Vector256.LessThan(right, left), left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sign(Vector256<double> value) => Vector256.ConditionalSelect(
        Vector256.GreaterThan(value, Vector256<double>.Zero),
        Vector256<double>.One,
        Vector256.ConditionalSelect(Vector256.LessThan(value, Vector256<double>.Zero), Vector256.Create(-1.0), Vector256<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Sign(Vector256<long> value) => Vector256.GreaterThan(value, Vector256<long>.Zero) & Vector256<long>.One | Vector256.LessThan(value, Vector256<long>.Zero);
}
