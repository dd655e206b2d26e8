using System.Runtime.CompilerServices;
using System.Text.Json;

namespace StreamEngine.Normalizers;

/// <summary>
/// Reads JSON as venues write it: no blanks, no escapes, plain ASCII, whole numbers, levels as pairs of quoted decimals of at most 15 digits. Says no to everything else, also to what is wrong, which is then read by the general
/// reader: what it takes, it takes as that one does.
/// </summary>
/// <param name="text">The frame.</param>
internal ref struct CompactFrame(ReadOnlySpan<byte> text)
{
    private const int MaxDigits = 15;

    private static readonly double[] PowersOfTen = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>Whether all of the text was read.</summary>
    public readonly bool IsAtEnd => _at == _text.Length;

    /// <summary>The next byte; 0 at the end.</summary>
    public readonly byte Next => (uint)_at < (uint)_text.Length ? _text[_at] : (byte)0;

    /// <summary>Goes behind a byte if it is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Take(byte expected)
    {
        if ((uint)_at < (uint)_text.Length && _text[_at] == expected)
        {
            _at++;
            return true;
        }

        return false;
    }

    /// <summary>A name and its colon.</summary>
    public bool TryName(out ReadOnlySpan<byte> name)
    {
        var text = _text;
        var at = _at;
        if (at + 4 <= text.Length && text[at] == '"' && text[at + 2] == '"' && text[at + 3] == ':' && IsPlain(text[at + 1]))
        {
            name = text.Slice(at + 1, 1); // most names are one letter
            _at = at + 4;
            return true;
        }

        name = default;
        if (!TryText(out var token) || !Take((byte)':'))
        {
            return false;
        }

        name = _text.Slice(token.Start, token.Length);
        return true;
    }

    /// <summary>A text, a whole number, true or false.</summary>
    public bool TryScalar(out FrameToken token) => Next switch
    {
        (byte)'"' => TryText(out token),
        (byte)'t' => TryWord("true"u8, JsonTokenType.True, out token),
        (byte)'f' => TryWord("false"u8, JsonTokenType.False, out token),
        _ => TryWhole(out token),
    };

    /// <summary>An array of levels.</summary>
    public bool TryLevels(LevelList levels)
    {
        if (!Take((byte)'['))
        {
            return false;
        }

        if (Take((byte)']'))
        {
            return true;
        }

        var text = _text;
        var at = _at;
        while (true)
        {
            if (at + 2 > text.Length || text[at] != '[' || text[at + 1] != '"')
            {
                return false;
            }

            at += 2;
            if (!TryDecimal(text, ref at, out var price) || at + 3 > text.Length || text[at] != '"' || text[at + 1] != ',' || text[at + 2] != '"')
            {
                return false;
            }

            at += 3;
            if (!TryDecimal(text, ref at, out var qty) || at + 3 > text.Length || text[at] != '"' || text[at + 1] != ']' || price == 0 || levels.Count == FrameScan.MaxLevels)
            {
                return false;
            }

            levels.Add(price, qty);
            var after = text[at + 2];
            at += 3;
            if (after == ']')
            {
                _at = at;
                return true;
            }

            if (after != ',')
            {
                return false;
            }
        }
    }

    /// <summary>Reads digits with or without places, at most 15 in all. The integer of all digits below 10¹⁵ and the power of ten are exact in a double, so one division gives the correctly rounded value, as in <see cref="Data.DecimalText"/>.</summary>
    public static bool TryDecimal(ReadOnlySpan<byte> text, ref int at, out double value)
    {
        value = 0;
        var mantissa = 0L;
        var start = at;
        while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') is <= 9 and var digit)
        {
            mantissa = (mantissa * 10) + digit;
            at++;
        }

        var digits = at - start;
        if (digits == 0)
        {
            return false;
        }

        var scale = 0;
        if ((uint)at < (uint)text.Length && text[at] == '.')
        {
            start = ++at;
            while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') is <= 9 and var digit)
            {
                mantissa = (mantissa * 10) + digit;
                at++;
            }

            scale = at - start;
            if (scale == 0)
            {
                return false;
            }
        }

        if (digits + scale > MaxDigits)
        {
            return false;
        }

        value = mantissa / PowersOfTen[scale];
        return true;
    }

    private bool TryText(out FrameToken token)
    {
        token = default;
        if (!Take((byte)'"'))
        {
            return false;
        }

        var text = _text;
        for (var at = _at; (uint)at < (uint)text.Length; at++)
        {
            if (IsPlain(text[at]))
            {
                continue;
            }

            token = new FrameToken(_at, at - _at, JsonTokenType.String, false);
            _at = at + 1;
            return text[at] == '"';
        }

        return false;
    }

    /// <summary>Whether a byte stands for itself in a text: ASCII, no quote, no backslash, no control.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlain(byte b) => (uint)(b - 0x20) < 0x5F && b != '"' && b != '\\';

    private bool TryWord(ReadOnlySpan<byte> word, JsonTokenType type, out FrameToken token)
    {
        token = new FrameToken(_at, word.Length, type, false);
        if (!_text[_at..].StartsWith(word))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    /// <summary>Digits without a zero before them; whatever follows must be a comma or a bracket, which the caller sees to.</summary>
    private bool TryWhole(out FrameToken token)
    {
        var text = _text;
        var (start, at) = (_at, _at);
        while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9)
        {
            at++;
        }

        token = new FrameToken(start, at - start, JsonTokenType.Number, false);
        _at = at;
        return token.Length == 1 || (token.Length > 1 && text[start] != '0');
    }
}
