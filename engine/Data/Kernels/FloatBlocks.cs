using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>Floats, widened to doubles, which loses nothing.</summary>
internal readonly struct FloatBlocks : IBlocks<float>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Load(ref readonly float from)
    {
        var (a, b) = Vector256.Widen(Vector256.LoadUnsafe(in from));
        var (c, d) = Vector256.Widen(Vector256.LoadUnsafe(in from, 8));
        return new Block(a, b, c, d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Lower, Vector256<double> Upper) Half(ref readonly float from) => Vector256.Widen(Vector256.LoadUnsafe(in from));

    /// <inheritdoc/>
    public static double Load(float value) => value;
}
