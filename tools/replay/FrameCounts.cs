using System.Globalization;
using System.Text;
using System.Text.Json;

namespace StreamEngine.Replay;

/// <summary>Counts raw frames of Binance by kind and symbol, and follows the update ids of depth messages: futures name the one before (<c>pu</c>), spot counts on (<c>U</c> = <c>u</c> + 1).</summary>
internal sealed class FrameCounts
{
    private readonly Dictionary<string, long> _lastIds = new(StringComparer.Ordinal);
    private string? _stream;
    private string? _event;
    private string? _symbol;
    private long? _first;
    private long? _last;
    private long? _previous;
    private bool _isSnapshot;

    /// <summary>Frames by kind: the stream's name behind <c>@</c>, the event, <c>snapshot</c> or <c>other</c>.</summary>
    public Dictionary<string, long> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>Depth snapshots, those answered over HTTP among them.</summary>
    public long Snapshots { get; private set; }

    /// <summary>Frames by symbol, where they name one.</summary>
    public Dictionary<string, long> Symbols { get; } = new(StringComparer.Ordinal);

    /// <summary>Depth messages.</summary>
    public long Depths { get; private set; }

    /// <summary>Places where some are missing.</summary>
    public long Gaps { get; private set; }

    /// <summary>The first of these places.</summary>
    public string FirstGap { get; private set; } = "";

    /// <summary>Counts a frame; one that was not received from a stream (an answer over HTTP, what the client sent) by what it is.</summary>
    public void Add(string? kind, ReadOnlySpan<byte> json)
    {
        if (kind is not (null or "recv" or "http"))
        {
            Increment(Kinds, kind);
            return;
        }

        _stream = _event = _symbol = null;
        _first = _last = _previous = null;
        _isSnapshot = false;
        try
        {
            Scan(json);
        }
        catch (JsonException)
        {
            Increment(Kinds, kind == "http" ? kind : "not JSON");
            return;
        }

        Snapshots += _isSnapshot ? 1 : 0;
        if (kind == "http")
        {
            Increment(Kinds, kind);
            return;
        }

        var at = _stream?.IndexOf('@') ?? -1;
        Increment(Kinds, _isSnapshot ? "snapshot" : at >= 0 ? _stream![(at + 1)..] : _event ?? "other");
        if (_symbol is not null || at > 0)
        {
            Increment(Symbols, _symbol ?? _stream![..at].ToUpperInvariant());
        }

        if (_event == "depthUpdate" && _last is { } last && _first is { } first)
        {
            Follow(_symbol ?? "", first, last);
        }
    }

    private void Follow(string symbol, long first, long last)
    {
        Depths++;
        if (_lastIds.TryGetValue(symbol, out var before) && (_previous is { } previous ? previous != before : first > before + 1) && Gaps++ == 0)
        {
            FirstGap = string.Create(CultureInfo.InvariantCulture, $"in {symbol} behind update id {before}: the next message has {first} to {last}");
        }

        _lastIds[symbol] = last;
    }

    private void Scan(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var name = json.ValueSpan.Length <= 16 ? Encoding.UTF8.GetString(json.ValueSpan) : "";
            json.Read();
            if (json.TokenType == JsonTokenType.StartArray || (json.TokenType == JsonTokenType.StartObject && name != "data"))
            {
                json.Skip();
            }
            else if (json.TokenType != JsonTokenType.StartObject)
            {
                Value(ref json, name);
            }
        }
    }

    private void Value(ref Utf8JsonReader json, string name)
    {
        switch (name)
        {
            case "stream": _stream = Text(ref json); break;
            case "e": _event = Text(ref json); break;
            case "s": _symbol = Text(ref json); break;
            case "U": _first = Id(ref json); break;
            case "u": _last = Id(ref json); break;
            case "pu": _previous = Id(ref json); break;
            case "lastUpdateId": _isSnapshot = true; break;
        }
    }

    private static string? Text(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.String ? json.GetString() : null;

    private static long? Id(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var id) ? id : null;

    private static void Increment(Dictionary<string, long> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
