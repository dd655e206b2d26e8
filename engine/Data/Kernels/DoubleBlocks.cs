using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>Doubles as they are.</summary>
internal readonly struct DoubleBlocks : IBlocks<double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref readonly double from) => Vector256.LoadUnsafe(in from);

    /// <inheritdoc/>
    public static double Load(double value) => value;
}
