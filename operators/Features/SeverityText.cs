namespace StreamEngine.Features;

/// <summary>Severities as the report writes them.</summary>
internal static class SeverityText
{
    /// <summary>The word, UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8(this Severity severity) => severity switch
    {
        Severity.High => "high"u8,
        Severity.Medium => "medium"u8,
        _ => "low"u8,
    };
}
