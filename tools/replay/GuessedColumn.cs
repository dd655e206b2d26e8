using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using StreamEngine.Data;
using StreamEngine.Sources.Mapping;
using StreamEngine.Time;

namespace StreamEngine.Replay;

/// <summary>The narrowest type that holds all values of a column seen so far.</summary>
internal sealed class GuessedColumn(string name)
{
    private const long FirstTime = 946_684_800_000_000_000; // 2000-01-01
    private const long LastTime = 4_102_444_800_000_000_000; // 2100-01-01
    private const int LongestTime = 64;

    private Seen _seen;
    private bool _isTimeRange = true;
    private int _vector = -1;

    [Flags]
    private enum Seen
    {
        None = 0,
        Bool = 1,
        Whole = 2,
        Float = 4,
        Decimal = 8,
        Time = 16,
        Text = 32,
        Vector = 64,
        Other = 128,
    }

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Rows that have a value.</summary>
    public long Values { get; private set; }

    /// <summary>The column.</summary>
    /// <param name="rows">Rows of the file.</param>
    public Field Field(long rows) => new(name, Type, Values < rows);

    private ColumnType Type => _seen switch
    {
        Seen.Bool => ColumnType.Bool,
        Seen.Whole when _isTimeRange && IsTimeName => ColumnType.Timestamp,
        Seen.Whole => ColumnType.Int64,
        Seen.Float or (Seen.Float | Seen.Whole) => ColumnType.Float64,
        Seen.Time => ColumnType.Timestamp,
        Seen.Vector when _vector > 0 => ColumnType.Vector(TypeKind.Float64, _vector),
        Seen.None or Seen.Text or (Seen.Text | Seen.Time) => ColumnType.String,
        _ when (_seen & ~(Seen.Float | Seen.Whole | Seen.Decimal)) == 0 => ColumnType.Decimal,
        _ => ColumnType.Json,
    };

    private bool IsTimeName => name is "ts" or "at" or "time" or "window_start" or "window_end" || name.StartsWith("ts_", StringComparison.Ordinal) || name.EndsWith("_ts", StringComparison.Ordinal);

    /// <summary>Takes the next value of CSV.</summary>
    public void AddText(ReadOnlySpan<byte> value)
    {
        Values++;
        var seen = OfText(value);
        _seen = _seen == Seen.None || _seen == seen || AreNumbers(_seen | seen) ? _seen | seen : Seen.Text;
    }

    /// <summary>Takes the next value of JSON Lines, at its first token; leaves the reader at its last.</summary>
    public void AddJson(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Values++;
        _seen |= json.TokenType switch
        {
            JsonTokenType.True or JsonTokenType.False => Seen.Bool,
            JsonTokenType.Number => OfNumber(json.ValueSpan),
            JsonTokenType.String => !json.ValueIsEscaped && IsTime(json.ValueSpan) ? Seen.Time : Seen.Text,
            JsonTokenType.StartArray => OfArray(ref json),
            _ => Skip(ref json),
        };
    }

    private static Seen Skip(ref Utf8JsonReader json)
    {
        json.Skip();
        return Seen.Other;
    }

    private static bool AreNumbers(Seen seen) => (seen & ~(Seen.Whole | Seen.Float | Seen.Decimal)) == 0;

    private Seen OfArray(ref Utf8JsonReader json)
    {
        var count = 0;
        var isVector = true;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            isVector &= json.TokenType == JsonTokenType.Number && (OfNumber(json.ValueSpan) & Seen.Decimal) == 0;
            json.Skip();
            count++;
        }

        isVector &= count is > 0 and <= ColumnType.MaxVectorLength && (_vector < 0 || _vector == count);
        _vector = count;
        return isVector ? Seen.Vector : Seen.Other;
    }

    private Seen OfText(ReadOnlySpan<byte> value)
    {
        if (System.Text.Ascii.EqualsIgnoreCase(value, "true"u8) || System.Text.Ascii.EqualsIgnoreCase(value, "false"u8))
        {
            return Seen.Bool;
        }

        if (IsTime(value))
        {
            return Seen.Time;
        }

        return IsNumber(value) ? OfNumber(value) : Seen.Text;
    }

    /// <summary>Whether a text is a number as JSON writes them: 007 and +1 are not.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || (value[0] != '-' && value[0] is < (byte)'0' or > (byte)'9'))
        {
            return false;
        }

        try
        {
            var json = new Utf8JsonReader(value);
            return json.Read() && json.TokenType == JsonTokenType.Number && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Seen OfNumber(ReadOnlySpan<byte> value)
    {
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            _isTimeRange &= whole is >= FirstTime and < LastTime;
            return Seen.Whole;
        }

        _isTimeRange = false;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && SignificantDigits.AreKept(value, number) ? Seen.Float
            : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? Seen.Decimal
            : Seen.Other;
    }

    private static bool IsTime(ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[LongestTime];
        return value.Length is >= 20 and <= LongestTime && value[4] == '-' && Utf8.ToUtf16(value, text, out _, out var length) == System.Buffers.OperationStatus.Done && Rfc3339.TryParse(text[..length], out _);
    }
}
