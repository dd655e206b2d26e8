using System.Buffers.Text;

namespace StreamEngine.Sources;

/// <summary>Unit of the receive times of one capture, and the hard range they must be in.</summary>
/// <param name="Name">As options write it.</param>
/// <param name="Digits">Digits of every time in the range.</param>
/// <param name="Nanoseconds">Length of the unit.</param>
internal sealed record CaptureUnit(string Name, int Digits, long Nanoseconds)
{
    private const long MinSecond = 1_420_070_400; // 2015-01-01
    private const long MaxSecond = 4_102_444_800; // 2100-01-01

    private static readonly CaptureUnit[] All = [new("ms", 13, 1_000_000), new("us", 16, 1_000), new("ns", 19, 1)];

    /// <summary>The unit of a name; null for <c>auto</c>.</summary>
    public static CaptureUnit? Named(string name) => Array.Find(All, unit => unit.Name == name);

    /// <summary>The unit in which times of the range have so many digits, or null.</summary>
    public static CaptureUnit? OfDigits(int digits) => Array.Find(All, unit => unit.Digits == digits);

    /// <summary>Reads a time; false when it is outside the range.</summary>
    public bool TryRead(ReadOnlySpan<byte> digits, out long ns)
    {
        ns = 0;
        if (digits.Length != Digits || !Utf8Parser.TryParse(digits, out long value, out var used) || used != digits.Length)
        {
            return false;
        }

        var perSecond = 1_000_000_000 / Nanoseconds;
        if (value < MinSecond * perSecond || value >= MaxSecond * perSecond)
        {
            return false;
        }

        ns = value * Nanoseconds;
        return true;
    }
}
