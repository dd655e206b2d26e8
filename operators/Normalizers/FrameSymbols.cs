using StreamEngine.Data;

namespace StreamEngine.Normalizers;

/// <summary>Codes of the symbols and channels that frames name.</summary>
internal sealed class FrameSymbols(SymbolTables symbols)
{
    private readonly Utf8Codes _symbols = new(symbols["symbol"]);
    private readonly Utf8Codes _rawSymbols = new(symbols["raw_symbol"]);
    private readonly Utf8Codes _channels = new(symbols["channel"]);

    /// <summary>The columns all market rows have, of a frame with symbol <c>s</c>.</summary>
    public RowHead Head(FrameScan scan, FrameValue value, in FrameOrigin frame, long ts, long? sent)
    {
        var symbol = value.Text(scan['s'], "s");
        var channel = scan.Stream.IsPresent ? _channels.Code(FrameRoute.Channel(value.Text(scan.Stream, "stream"))) : -1;
        return new RowHead(ts, sent, _symbols.Code(symbol), _rawSymbols.Code(symbol), channel, frame);
    }

    /// <summary>The codes of a symbol in <c>symbol</c> and <c>raw_symbol</c>.</summary>
    public (int Symbol, int RawSymbol) Codes(ReadOnlySpan<byte> symbol) => (_symbols.Code(symbol), _rawSymbols.Code(symbol));

    /// <summary>The code of a symbol.</summary>
    public int Code(ReadOnlySpan<byte> symbol) => _symbols.Code(symbol);
}
