namespace StreamEngine.Data;

/// <summary>The order of texts by their UTF-8 bytes (DESIGN § 2), which is that of their code points.</summary>
public static class Utf8Order
{
    /// <summary>Less than, equal to or greater than 0.</summary>
    public static int Compare(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length - b.Length;
        }

        // UTF-16 puts surrogates, which stand for the highest code points, before U+E000 to U+FFFF
        var (x, y) = (a[same], b[same]);
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x - y : char.IsSurrogate(x) ? 1 : -1;
    }
}
