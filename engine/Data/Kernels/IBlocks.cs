using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>How values of a type become doubles: sixteen at once, or one.</summary>
/// <typeparam name="T">The type.</typeparam>
internal interface IBlocks<T> where T : unmanaged
{
    /// <summary>Sixteen values from a place on.</summary>
    static abstract Block Load(ref readonly T from);

    /// <summary>Eight values from a place on.</summary>
    static abstract (Vector256<double> Lower, Vector256<double> Upper) Half(ref readonly T from);

    /// <summary>One value.</summary>
    static abstract double Load(T value);
}

/// <summary>Sixteen doubles.</summary>
internal readonly record struct Block(Vector256<double> A, Vector256<double> B, Vector256<double> C, Vector256<double> D)
{
    /// <summary>Writes them one behind the other.</summary>
    public void CopyTo(Span<double> lanes)
    {
        A.CopyTo(lanes);
        B.CopyTo(lanes[4..]);
        C.CopyTo(lanes[8..]);
        D.CopyTo(lanes[12..]);
    }
}
