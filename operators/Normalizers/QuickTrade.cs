using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace StreamEngine.Normalizers;

/// <summary>The fields of a trade frame, read in one pass straight to their values: each once, no blanks, no escapes, numbers as venues write them. Says no to everything else.</summary>
/// <param name="text">The frame.</param>
internal ref struct QuickTrade(ReadOnlySpan<byte> text)
{
    private const int MaxDigits = 18;
    private const uint NameMask = 0xFFFF_00FF;
    private const uint NameMarks = 0x3A22_0022; // "x":

    private readonly ReadOnlySpan<byte> _text = text;

    [Flags]
    private enum Seen
    {
        Event = 1,
        Sent = 2,
        Time = 4,
        Symbol = 8,
        Id = 16,
        Price = 32,
        Qty = 64,
        Type = 128,
        Maker = 256,
        Other = 512,
        Needed = Event | Time | Symbol | Id | Price | Qty | Maker,
    }

    /// <summary>Time of the trade, in units of the venue.</summary>
    public long Time { get; private set; }

    /// <summary>Time the frame was sent, in units of the venue; −1 when it does not say.</summary>
    public long Sent { get; private set; }

    /// <summary>The symbol; empty when it is the known one.</summary>
    public ReadOnlySpan<byte> Symbol { get; private set; }

    /// <summary>The venue's id: digits.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>Price, 0 or more.</summary>
    public double Price { get; private set; }

    /// <summary>Quantity, 0 or more.</summary>
    public double Qty { get; private set; }

    /// <summary>Whether the buyer was resting.</summary>
    public bool BuyerIsMaker { get; private set; }

    /// <summary>Whether the frame has a type (X).</summary>
    public bool HasType { get; private set; }

    /// <summary>The type.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>Reads all fields, and the two brackets that must be the end of the frame.</summary>
    /// <param name="at">Where the first field stands.</param>
    /// <param name="known">The symbol most likely, with the quote behind it.</param>
    public bool TryRead(int at, ReadOnlySpan<byte> known)
    {
        var text = _text;
        Seen seen = 0;
        Sent = -1;
        while (at + sizeof(uint) < text.Length)
        {
            var name = BinaryPrimitives.ReadUInt32LittleEndian(text[at..]);
            if ((name & NameMask) != NameMarks)
            {
                return false;
            }

            at += sizeof(uint);
            var field = TryField((byte)(name >> 8), ref at, known);
            if (field == 0 || (seen & field) != 0 || at >= text.Length)
            {
                return false;
            }

            seen |= field;
            if (text[at++] != ',')
            {
                return text[at - 1] == '}' && at == text.Length - 1 && text[at] == '}' && (seen & Seen.Needed) == Seen.Needed;
            }
        }

        return false;
    }

    private static bool TryText(ReadOnlySpan<byte> text, ref int at)
    {
        if ((uint)at >= (uint)text.Length || text[at] != '"')
        {
            return false;
        }

        at++;
        while ((uint)at < (uint)text.Length && CompactFrame.IsPlain(text[at]))
        {
            at++;
        }

        return (uint)at < (uint)text.Length && text[at++] == '"';
    }

    private static bool TryDecimal(ReadOnlySpan<byte> text, ref int at, out double value)
    {
        value = 0;
        if ((uint)at >= (uint)text.Length || text[at] != '"')
        {
            return false;
        }

        at++;
        return CompactFrame.TryDecimal(text, ref at, out value) && (uint)at < (uint)text.Length && text[at++] == '"';
    }

    /// <summary>Digits without a zero before them, eight at a time where there are as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryWhole(ReadOnlySpan<byte> text, ref int at, out long value)
    {
        var start = at;
        value = 0;
        if (at + sizeof(ulong) <= text.Length && BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) is var eight && AreDigits(eight))
        {
            value = EightDigits(eight);
            at += sizeof(ulong);
        }

        while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') is <= 9 and var digit)
        {
            value = (value * 10) + digit;
            at++;
        }

        return at > start && at - start <= MaxDigits && (at - start == 1 || text[start] != '0');
    }

    private static bool AreDigits(ulong eight) => ((eight & 0xF0F0_F0F0_F0F0_F0F0) | (((eight + 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) >> 4)) == 0x3333_3333_3333_3333;

    /// <summary>The number that eight digits are, the first in the lowest byte: pairs, fours, all.</summary>
    private static long EightDigits(ulong eight)
    {
        eight = (eight & 0x0F0F_0F0F_0F0F_0F0F) * 2561 >> 8;
        eight = (eight & 0x00FF_00FF_00FF_00FF) * 6_553_601 >> 16;
        return (long)((eight & 0x0000_FFFF_0000_FFFF) * 42_949_672_960_001 >> 32);
    }

    private static bool TryFlag(ReadOnlySpan<byte> text, ref int at, out bool value)
    {
        value = text[at..].StartsWith("true"u8);
        var isFlag = value || text[at..].StartsWith("false"u8);
        at += value ? 4 : 5;
        return isFlag;
    }

    /// <summary>Reads the value of a field; 0 when it is not as it should be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Seen TryField(byte name, ref int at, ReadOnlySpan<byte> known)
    {
        var text = _text;
        var start = at;
        switch (name)
        {
            case (byte)'e' when text[at..].StartsWith("\"trade\""u8):
                at += 7;
                return Seen.Event;
            case (byte)'E' when TryWhole(text, ref at, out var sent):
                Sent = sent;
                return Seen.Sent;
            case (byte)'T' when TryWhole(text, ref at, out var time):
                Time = time;
                return Seen.Time;
            case (byte)'s' when text[at] == '"' && known.Length > 0 && text[(at + 1)..].StartsWith(known):
                at += 1 + known.Length;
                return Seen.Symbol;
            case (byte)'s' when TryText(text, ref at) && at > start + 2:
                Symbol = text[(start + 1)..(at - 1)];
                return Seen.Symbol;
            case (byte)'t' when TryWhole(text, ref at, out _):
                Id = text[start..at];
                return Seen.Id;
            case (byte)'p' when TryDecimal(text, ref at, out var price):
                Price = price;
                return Seen.Price;
            case (byte)'q' when TryDecimal(text, ref at, out var qty):
                Qty = qty;
                return Seen.Qty;
            case (byte)'X' when TryText(text, ref at):
                HasType = true;
                Type = text[(start + 1)..(at - 1)];
                return Seen.Type;
            case (byte)'m' when TryFlag(text, ref at, out var flag):
                BuyerIsMaker = flag;
                return Seen.Maker;
            case (byte)'M' when TryFlag(text, ref at, out _):
                return Seen.Other;
            default:
                return 0;
        }
    }
}
