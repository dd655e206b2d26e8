using System.Diagnostics.CodeAnalysis;

namespace StreamEngine.Conformance;

/// <summary>Holds an operator to what it owes.</summary>
internal static class Promise
{
    /// <summary>Throws unless the promise is kept.</summary>
    /// <exception cref="BrokenPromiseException">It is not.</exception>
    public static void Keep([DoesNotReturnIf(false)] bool isKept, string otherwise)
    {
        if (!isKept)
        {
            throw new BrokenPromiseException(otherwise);
        }
    }
}
