using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>How values of a type become doubles: four at once, or one.</summary>
/// <typeparam name="T">The type.</typeparam>
internal interface IBlocks<T> where T : unmanaged
{
    /// <summary>Four values from a place on.</summary>
    static abstract Vector256<double> Load(ref readonly T from);

    /// <summary>One value.</summary>
    static abstract double Load(T value);
}
