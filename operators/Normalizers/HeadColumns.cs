using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Writes the columns that all market rows have; what is not appended becomes null on commit.</summary>
internal sealed class HeadColumns
{
    private readonly ValueBuilder<long>? _ts;
    private readonly ValueBuilder<long>? _received;
    private readonly SymbolBuilder? _venue;
    private readonly SymbolBuilder? _symbol;
    private readonly SymbolBuilder? _channel;
    private readonly SymbolBuilder? _rawSymbol;
    private readonly ValueBuilder<long>? _sent;
    private readonly ValueBuilder<long>? _frameId;
    private readonly SymbolBuilder? _connId;
    private readonly SymbolDictionary _origins;
    private readonly int _venueCode;
    private readonly List<int> _connections = [];

    public HeadColumns(PortWriter port, SymbolTables symbols, string venue)
    {
        _ts = port.Values<long>("ts");
        _received = port.Values<long>("ts_recv");
        _venue = port.Symbols("venue");
        _symbol = port.Symbols("symbol");
        _channel = port.Symbols("channel");
        _rawSymbol = port.Symbols("raw_symbol");
        _sent = port.Values<long>("ts_send");
        _frameId = port.Values<long>("frame_id");
        _connId = port.Symbols("conn_id");
        _origins = symbols["origin"];
        _venueCode = symbols["venue"].Code(venue);
    }

    /// <summary>Writes the head of one row.</summary>
    public void Append(in RowHead head)
    {
        _ts?.Append(head.Ts);
        _received?.Append(head.Frame.Received);
        _venue?.AppendCode(_venueCode);
        _symbol?.AppendCode(head.Symbol);
        _rawSymbol?.AppendCode(head.RawSymbol);
        _frameId?.Append(head.Frame.Line);
        _connId?.AppendCode(Connection(head.Frame.Origin));
        if (head.Channel >= 0)
        {
            _channel?.AppendCode(head.Channel);
        }

        if (head.Sent is { } sent)
        {
            _sent?.Append(sent);
        }
    }

    /// <summary>Writes the head of many rows.</summary>
    public void Append(in RowHead head, int count)
    {
        _ts?.Extend(count).Fill(head.Ts);
        _received?.Extend(count).Fill(head.Frame.Received);
        _venue?.Extend(count).Fill(_venueCode);
        _symbol?.Extend(count).Fill(head.Symbol);
        _rawSymbol?.Extend(count).Fill(head.RawSymbol);
        _frameId?.Extend(count).Fill(head.Frame.Line);
        _connId?.Extend(count).Fill(Connection(head.Frame.Origin));
        if (head.Channel >= 0)
        {
            _channel?.Extend(count).Fill(head.Channel);
        }

        if (head.Sent is { } sent)
        {
            _sent?.Extend(count).Fill(sent);
        }
    }

    /// <summary>The code in <c>conn_id</c> of an origin: the same text in another dictionary.</summary>
    private int Connection(int origin)
    {
        while (_connections.Count <= origin)
        {
            _connections.Add(-1);
        }

        var code = _connections[origin];
        return code >= 0 ? code : _connections[origin] = _connId!.Dictionary.Code(_origins.Text(origin));
    }
}
