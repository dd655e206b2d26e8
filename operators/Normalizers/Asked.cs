namespace StreamEngine.Normalizers;

/// <summary>Reads the URL a recorded answer was asked by.</summary>
internal static class Asked
{
    private static ReadOnlySpan<byte> SymbolKey => "symbol="u8;

    /// <summary>Whether a depth snapshot was asked for.</summary>
    public static bool IsDepth(ReadOnlySpan<byte> url)
    {
        var query = url.IndexOf((byte)'?');
        return (query < 0 ? url : url[..query]).EndsWith("/depth"u8);
    }

    /// <summary>The symbol asked for; empty when the URL names none.</summary>
    public static ReadOnlySpan<byte> Symbol(ReadOnlySpan<byte> url)
    {
        var rest = url[(url.IndexOf((byte)'?') + 1)..];
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'&');
            var pair = end < 0 ? rest : rest[..end];
            if (pair.StartsWith(SymbolKey))
            {
                return pair[SymbolKey.Length..];
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return default;
    }
}
