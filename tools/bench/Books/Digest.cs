namespace StreamEngine.Bench.Books;

/// <summary>A digest of levels, from the worst to the best.</summary>
internal static class Digest
{
    /// <summary>Goes on with the levels of a side.</summary>
    public static ulong Of(ReadOnlySpan<long> keys, ReadOnlySpan<long> sizes, ulong digest)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            digest = ((digest ^ (ulong)keys[i]) * 0x9E3779B97F4A7C15) + (ulong)sizes[i];
        }

        return digest;
    }
}
