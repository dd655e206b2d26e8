using System.Text;

namespace StreamEngine.Normalizers;

/// <summary>Tells what a Binance frame is, by the name of its stream, else by its event, else by its shape.</summary>
internal static class FrameRoute
{
    private static ReadOnlySpan<byte> StreamStart => "{\"stream\":\""u8;

    /// <summary>The channel in the name of a stream: what follows the symbol.</summary>
    public static ReadOnlySpan<byte> Channel(ReadOnlySpan<byte> stream) => stream[(stream.IndexOf((byte)'@') + 1)..];

    /// <summary>What a combined frame says it is in its first bytes; null when it must be scanned to know.</summary>
    public static FrameKind? Peek(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(StreamStart))
        {
            return null;
        }

        var name = text[StreamStart.Length..];
        var end = name.IndexOfAny((byte)'"', (byte)'\\');
        return end > 0 && name[end] == '"' ? OfChannel(Channel(name[..end])) : null;
    }

    /// <summary>What a scanned frame is.</summary>
    /// <exception cref="FrameException">It is nothing the venue sends, or contradicts itself.</exception>
    public static FrameKind Of(FrameScan scan, FrameValue value)
    {
        if (scan.Stream.IsPresent)
        {
            var stream = value.Text(scan.Stream, "stream");
            var kind = OfChannel(Channel(stream));
            if (kind != FrameKind.Other && !scan.HasData)
            {
                throw new FrameException(NormalizeErrors.Malformed, "field 'data' is missing; it must be an object");
            }

            if (kind != FrameKind.Other && (scan['e'].IsPresent || kind != FrameKind.BookTicker) && OfEvent(value.Text(scan['e'], "e")) != kind)
            {
                throw new FrameException(NormalizeErrors.Malformed,
                    $"event '{Encoding.UTF8.GetString(value.Text(scan['e'], "e"))}' does not belong to stream '{Encoding.UTF8.GetString(stream)}'");
            }

            return kind;
        }

        if (scan['e'].IsPresent)
        {
            return OfEvent(value.Text(scan['e'], "e"));
        }

        if (scan.LastUpdateId.IsPresent)
        {
            return FrameKind.Snapshot;
        }

        if (scan.IsControl || scan.IsArray)
        {
            return FrameKind.Other;
        }

        return scan['u'].IsPresent && scan['b'].IsPresent && scan['a'].IsPresent
            ? FrameKind.BookTicker
            : throw new FrameException(NormalizeErrors.Malformed, "the frame has neither 'stream' nor 'e' nor 'lastUpdateId' nor the fields of a bookTicker");
    }

    private static FrameKind OfChannel(ReadOnlySpan<byte> channel) => channel switch
    {
        _ when channel.SequenceEqual("bookTicker"u8) || channel.SequenceEqual("!bookTicker"u8) => FrameKind.BookTicker,
        _ when channel.SequenceEqual("trade"u8) => FrameKind.Trade,
        _ when channel.SequenceEqual("depth"u8) || channel.StartsWith("depth@"u8) => FrameKind.Depth,
        _ when channel.SequenceEqual("aggTrade"u8) => FrameKind.AggregateTrade,
        _ when channel.SequenceEqual("blockTrade"u8) => FrameKind.BlockTrade,
        _ => FrameKind.Other,
    };

    private static FrameKind OfEvent(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("bookTicker"u8) => FrameKind.BookTicker,
        _ when name.SequenceEqual("trade"u8) => FrameKind.Trade,
        _ when name.SequenceEqual("depthUpdate"u8) => FrameKind.Depth,
        _ when name.SequenceEqual("aggTrade"u8) => FrameKind.AggregateTrade,
        _ when name.SequenceEqual("blockTrade"u8) => FrameKind.BlockTrade,
        _ => FrameKind.Other,
    };
}
