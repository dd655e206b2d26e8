using System.Buffers.Text;
using System.Text;
using StreamEngine.Time;

namespace StreamEngine.Sources.Mapping;

/// <summary>Times as the sinks write them: whole ns since the epoch, or RFC 3339. Every time a column can hold is read.</summary>
internal sealed class OwnTime : TimeReader
{
    /// <inheritdoc/>
    public override string Allowed => "whole ns since the epoch, or RFC 3339 text such as 2024-01-01T00:00:00.000000001Z: say another form with 'time'";

    /// <inheritdoc/>
    public override bool TryRead(ReadOnlySpan<byte> text, out long ns, out long unit)
    {
        unit = 1;
        return (Utf8Parser.TryParse(text, out ns, out var used) && used == text.Length) || TryRfc3339(text, out ns);
    }

    /// <summary>Reads RFC 3339 text.</summary>
    public static bool TryRfc3339(ReadOnlySpan<byte> text, out long ns)
    {
        ns = 0;
        if (text.Length > Longest)
        {
            return false;
        }

        Span<char> characters = stackalloc char[Longest];
        return Rfc3339.TryParse(characters[..Encoding.Latin1.GetChars(text, characters)], out ns);
    }
}
