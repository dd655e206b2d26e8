namespace StreamEngine.Micro;

/// <summary>Stops a benchmark whose result is not that of the reference: it prints no figure then.</summary>
internal static class Verified
{
    /// <summary>Compares two results.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void Equal<T>(string what, T got, T expected) where T : IEquatable<T>
    {
        if (!got.Equals(expected))
        {
            throw new InvalidOperationException($"{what}: {got}, expected {expected}");
        }
    }
}
