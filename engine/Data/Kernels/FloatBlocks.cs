using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StreamEngine.Data.Kernels;

/// <summary>Floats, widened to doubles, which loses nothing.</summary>
internal readonly struct FloatBlocks : IBlocks<float>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref readonly float from)
    {
        var four = Vector128.LoadUnsafe(in from);
        return Avx.IsSupported ? Avx.ConvertToVector256Double(four) : Vector256.Create(Vector128.WidenLower(four), Vector128.WidenUpper(four));
    }

    /// <inheritdoc/>
    public static double Load(float value) => value;
}
