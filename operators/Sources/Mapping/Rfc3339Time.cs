namespace StreamEngine.Sources.Mapping;

/// <summary>Times as RFC 3339 text with up to 9 digits behind the second.</summary>
internal sealed class Rfc3339Time : TimeReader
{
    /// <inheritdoc/>
    public override string Allowed => "RFC 3339 text such as 2024-01-01T00:00:00.5Z, from 2000-01-01 to 2100-01-01";

    /// <inheritdoc/>
    public override bool IsNumber => false;

    /// <inheritdoc/>
    public override bool TryRead(ReadOnlySpan<byte> text, out long ns, out long unit)
    {
        unit = 0;
        return OwnTime.TryRfc3339(text, out ns) && IsPossible(ns);
    }
}
