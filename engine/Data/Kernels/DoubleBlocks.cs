using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>Doubles as they are.</summary>
internal readonly struct DoubleBlocks : IBlocks<double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Load(ref readonly double from) => new(
        Vector256.LoadUnsafe(in from), Vector256.LoadUnsafe(in from, 4), Vector256.LoadUnsafe(in from, 8), Vector256.LoadUnsafe(in from, 12));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Lower, Vector256<double> Upper) Half(ref readonly double from) => (Vector256.LoadUnsafe(in from), Vector256.LoadUnsafe(in from, 4));

    /// <inheritdoc/>
    public static double Load(double value) => value;
}
