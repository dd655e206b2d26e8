using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace StreamEngine.Normalizers;

/// <summary>
/// Reads trade frames of streams that are known from frames before. What it does not take, also what is wrong, is read by the general reader: what it takes, it takes as that one does.
/// </summary>
internal sealed class QuickTrades(FrameSymbols symbols, long timeUnitNs)
{
    private const int Slots = 64;
    private const int NameStart = 11; // behind {"stream":"

    private readonly TradeStream?[] _streams = new TradeStream?[Slots];
    private readonly long _minTime = FrameValue.MinTime(timeUnitNs);
    private readonly long _maxTime = FrameValue.MaxTime(timeUnitNs);

    private static ReadOnlySpan<byte> Named => "{\"stream\":\""u8;

    private static ReadOnlySpan<byte> Joint => "\",\"data\":{"u8;

    /// <summary>Remembers the stream of a trade that the general reader took.</summary>
    /// <param name="text">The frame.</param>
    /// <param name="stream">Where the name of its stream stands.</param>
    /// <param name="channel">Code of its channel.</param>
    public void Learn(ReadOnlySpan<byte> text, FrameToken stream, int channel)
    {
        var end = stream.Start + stream.Length;
        if (stream.Start == NameStart && !stream.IsEscaped && text.Length > NameStart + sizeof(ulong) && text.StartsWith(Named) && text[end..].StartsWith(Joint))
        {
            _streams[Slot(text)] = new TradeStream(text[..(end + Joint.Length)].ToArray(), channel);
        }
    }

    /// <summary>Reads a frame of a known stream: a price above 0 or nothing traded, times in range.</summary>
    /// <param name="text">The frame.</param>
    /// <param name="frame">Where it comes from.</param>
    /// <param name="trade">Reads it.</param>
    /// <param name="head">The columns all market rows have.</param>
    public bool TryRead(ReadOnlySpan<byte> text, in FrameOrigin frame, ref QuickTrade trade, out RowHead head)
    {
        head = default;
        if (text.Length <= NameStart + sizeof(ulong) || _streams[Slot(text)] is not { } stream || !text.StartsWith(stream.Start) || !trade.TryRead(stream.Start.Length, stream.Symbol))
        {
            return false;
        }

        var (time, sent) = (trade.Time, trade.Sent);
        if (time < _minTime || time >= _maxTime || (sent >= 0 && (sent < _minTime || sent >= _maxTime)))
        {
            return false;
        }

        if (trade.Symbol.Length > 0)
        {
            (stream.SymbolCode, stream.RawSymbolCode) = symbols.Codes(trade.Symbol);
            stream.Symbol = [.. trade.Symbol, (byte)'"'];
        }

        head = new RowHead(time * timeUnitNs, sent < 0 ? null : sent * timeUnitNs, stream.SymbolCode, stream.RawSymbolCode, stream.Channel, frame);
        return true;
    }

    /// <summary>By the first bytes of the name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(ReadOnlySpan<byte> text) => (int)((BinaryPrimitives.ReadUInt64LittleEndian(text[NameStart..]) * 0x9E37_79B9_7F4A_7C15) >> 58);
}
