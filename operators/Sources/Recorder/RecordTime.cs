using System.Globalization;
using System.Text;

namespace StreamEngine.Sources.Recorder;

/// <summary>Times of recorders: seconds since 1970 with a fraction, digit for digit.</summary>
internal static class RecordTime
{
    private const long MinSecond = 1_420_070_400; // 2015-01-01
    private const long MaxSecond = 4_102_444_800; // 2100-01-01
    private const int FractionDigits = 9;
    private const int ShownBytes = 40;

    /// <summary>Reads a time; false when it is none, is outside 2015 to 2100, or is finer than 1 ns.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long ns)
    {
        ns = 0;
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.Length != 10 || (point >= 0 && fraction.Length is 0 or > FractionDigits) || !TryDigits(whole, out var seconds) || !TryDigits(fraction, out var parts))
        {
            return false;
        }

        for (var digit = fraction.Length; digit < FractionDigits; digit++)
        {
            parts *= 10;
        }

        ns = (seconds * 1_000_000_000) + parts;
        return seconds is >= MinSecond and < MaxSecond;
    }

    /// <summary>What is wrong with a time.</summary>
    public static string Refusal(long column, ReadOnlySpan<byte> found)
    {
        var shown = Encoding.UTF8.GetString(found[..Math.Min(found.Length, ShownBytes)]);
        return string.Create(CultureInfo.InvariantCulture, $"{column}: the time is '{shown}'; it must be seconds since 1970 in digits, between 2015-01-01 and 2100-01-01, with at most 9 digits behind the point");
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
