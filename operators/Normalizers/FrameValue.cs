using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamEngine.Data;

namespace StreamEngine.Normalizers;

/// <summary>Reads scalar values of a scanned frame; numbers stand as JSON numbers or as strings.</summary>
/// <param name="text">The frame.</param>
/// <param name="timeUnitNs">Unit of the venue's times, ns.</param>
internal readonly ref struct FrameValue(ReadOnlySpan<byte> text, long timeUnitNs)
{
    private const long MinSecond = 1_420_070_400; // 2015-01-01
    private const long MaxSecond = 4_102_444_800; // 2100-01-01
    private const int ShownBytes = 40;
    private const int SafeDigits = 18;

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>The first time that is taken, in units of so many ns.</summary>
    public static long MinTime(long unitNs) => MinSecond * (1_000_000_000 / unitNs);

    /// <summary>The first time that is not taken any more.</summary>
    public static long MaxTime(long unitNs) => MaxSecond * (1_000_000_000 / unitNs);

    /// <summary>Bytes of a value as they stand, without quotes.</summary>
    public ReadOnlySpan<byte> Bytes(FrameToken token) => _text.Slice(token.Start, token.Length);

    /// <summary>A string that must be there, unescaped.</summary>
    public ReadOnlySpan<byte> Text(FrameToken token, string field)
    {
        if (token.Type != JsonTokenType.String || token.Length == 0)
        {
            throw Missing(token, field, "a text");
        }

        if (!token.IsEscaped)
        {
            return Bytes(token);
        }

        var json = new Utf8JsonReader(_text.Slice(token.Start - 1, token.Length + 2));
        try
        {
            json.Read();
            return Encoding.UTF8.GetBytes(json.GetString()!);
        }
        catch (InvalidOperationException)
        {
            throw new FrameException(NormalizeErrors.Malformed, string.Create(CultureInfo.InvariantCulture, $"field '{field}' is not valid text (byte {token.Position})"));
        }
    }

    /// <summary>A whole number from 0 that must be there.</summary>
    public long Id(FrameToken token, string field)
    {
        if (token.Type is not (JsonTokenType.String or JsonTokenType.Number))
        {
            throw Missing(token, field, "a whole number");
        }

        var bytes = Bytes(token);
        if (bytes.Length is > 0 and <= SafeDigits)
        {
            var sum = 0L;
            foreach (var b in bytes)
            {
                var digit = (uint)(b - '0');
                if (digit > 9)
                {
                    throw Bad(token, field, "is not a whole number from 0");
                }

                sum = (sum * 10) + digit;
            }

            return sum;
        }

        if (bytes.Length == 0 || bytes.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || !Utf8Parser.TryParse(bytes, out long value, out _))
        {
            throw Bad(token, field, "is not a whole number from 0");
        }

        return value;
    }

    /// <summary>A time that must be there, ns.</summary>
    public long Time(FrameToken token, string field)
    {
        var value = Id(token, field);
        if (value < MinTime(timeUnitNs) || value >= MaxTime(timeUnitNs))
        {
            throw new FrameException(NormalizeErrors.OutOfRange, string.Create(CultureInfo.InvariantCulture,
                $"field '{field}' is {value}, which is not between 2015-01-01 and 2100-01-01 in {(timeUnitNs == 1_000 ? "us" : "ms")} (byte {token.Position})"));
        }

        return value * timeUnitNs;
    }

    /// <summary>A decimal number from 0 that must be there.</summary>
    public double Decimal(FrameToken token, string field)
    {
        if (token.Type is not (JsonTokenType.String or JsonTokenType.Number))
        {
            throw Missing(token, field, "a number");
        }

        var at = 0;
        if (CompactFrame.TryDecimal(Bytes(token), ref at, out var plain) && at == token.Length)
        {
            return plain;
        }

        var fault = DecimalText.Parse(Bytes(token), out var value);
        if (fault != DecimalFault.None)
        {
            throw Refused($"field '{field}'", Bytes(token), fault, token.Position);
        }

        return value >= 0 ? value : throw OutOfRange(token, field, "is below 0");
    }

    /// <summary>A price that must be there: a decimal number above 0.</summary>
    public double Price(FrameToken token, string field)
    {
        var value = Decimal(token, field);
        return value > 0 ? value : throw OutOfRange(token, field, "is not above 0");
    }

    /// <summary>True or false that must be there.</summary>
    public bool Flag(FrameToken token, string field) => token.Type switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Missing(token, field, "true or false"),
    };

    /// <summary>A value is outside what it can be.</summary>
    public FrameException OutOfRange(FrameToken token, string field, string why) =>
        new(NormalizeErrors.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"field '{field}' is {Shown(Bytes(token))}, which {why} (byte {token.Position})"));

    /// <summary>A decimal was refused.</summary>
    public static FrameException Refused(string what, ReadOnlySpan<byte> found, DecimalFault fault, long at)
    {
        var (code, why) = fault switch
        {
            DecimalFault.TooManyDigits => (NormalizeErrors.PrecisionOverflow, $"has more than {DecimalText.MaxDigits} significant digits (precision_overflow)"),
            DecimalFault.OutOfRange => (NormalizeErrors.OutOfRange, "is outside the range of a float64"),
            _ => (NormalizeErrors.Malformed, "is not a decimal number"),
        };
        return new FrameException(code, string.Create(CultureInfo.InvariantCulture, $"{what} is {Shown(found)}, which {why} (byte {at})"));
    }

    private FrameException Bad(FrameToken token, string field, string why) =>
        new(NormalizeErrors.Malformed, string.Create(CultureInfo.InvariantCulture, $"field '{field}' is {Shown(Bytes(token))}, which {why} (byte {token.Position})"));

    private FrameException Missing(FrameToken token, string field, string wanted) => token.Type == JsonTokenType.None
        ? new FrameException(NormalizeErrors.Malformed, $"field '{field}' is missing; it must be {wanted}")
        : new FrameException(NormalizeErrors.Malformed, string.Create(CultureInfo.InvariantCulture, $"field '{field}' is {Shown(Bytes(token))}; it must be {wanted} (byte {token.Position})"));

    private static string Shown(ReadOnlySpan<byte> found) =>
        found.Length <= ShownBytes ? $"'{Encoding.UTF8.GetString(found)}'" : $"'{Encoding.UTF8.GetString(found[..ShownBytes])}…'";
}
