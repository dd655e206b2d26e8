using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Writes the columns that all market rows have, from an event; what is not appended becomes null on commit.</summary>
internal sealed class EventHead(PortWriter port)
{
    private readonly ValueBuilder<long>? _ts = port.Values<long>("ts");
    private readonly ValueBuilder<long>? _received = port.Values<long>("ts_recv");
    private readonly SymbolBuilder? _venue = port.Symbols("venue");
    private readonly SymbolBuilder? _symbol = port.Symbols("symbol");
    private readonly SymbolBuilder? _channel = port.Symbols("channel");
    private readonly SymbolBuilder? _rawSymbol = port.Symbols("raw_symbol");
    private readonly ValueBuilder<long>? _sent = port.Values<long>("ts_send");
    private readonly ValueBuilder<long>? _frame = port.Values<long>("frame_id");
    private readonly SymbolBuilder? _connection = port.Symbols("conn_id");
    private (string Text, int Code) _lastVenue;
    private (string Text, int Code) _lastSymbol;

    /// <summary>Writes the head of one row.</summary>
    public void Append(MarketEvent from, EventOrigin origin)
    {
        _ts?.Append(from.Ts);
        _received?.Append(origin.Received ?? from.Ts);
        Append(_venue, from.Venue, ref _lastVenue);
        Append(_symbol, from.Symbol, ref _lastSymbol);
        Append(_channel, origin.Channel);
        Append(_rawSymbol, origin.RawSymbol);
        Append(_connection, origin.Connection);
        if (origin.Sent is { } sent)
        {
            _sent?.Append(sent);
        }

        if (origin.Frame is { } frame)
        {
            _frame?.Append(frame);
        }
    }

    /// <summary>Names are the same objects for the same text, so the one before needs no look-up.</summary>
    private static void Append(SymbolBuilder? to, string text, ref (string Text, int Code) last)
    {
        if (to is null)
        {
            return;
        }

        if (!ReferenceEquals(last.Text, text))
        {
            last = (text, to.Dictionary.Code(text));
        }

        to.AppendCode(last.Code);
    }

    private static void Append(SymbolBuilder? to, string? text)
    {
        if (text is not null)
        {
            to?.Append(text);
        }
    }
}
