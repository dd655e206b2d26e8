using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Writes rows of events.</summary>
internal sealed class EnvelopeColumns(PortWriter port)
{
    private readonly ValueBuilder<long>? _ts = port.Values<long>("ts");
    private readonly SymbolBuilder? _venue = port.Symbols("venue");
    private readonly SymbolBuilder? _symbol = port.Symbols("symbol");
    private readonly ValueBuilder<byte>? _type = port.Values<byte>("type");
    private readonly TextBuilder? _event = port.Text("event");

    /// <summary>Adds an event.</summary>
    public void Write(long at, string venue, string symbol, byte type, ReadOnlySpan<byte> text)
    {
        _ts?.Append(at);
        _venue?.Append(venue);
        _symbol?.Append(symbol);
        _type?.Append(type);
        _event?.Append(text);
        port.Commit(at);
    }
}
