using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace StreamEngine.Sources.Recorder;

/// <summary>cryptofeed's recorder, format 2: an object a line with <c>t</c> (header, http, connect, send, recv), <c>conn</c>, <c>ts</c> in seconds, and <c>url</c>, <c>addr</c>, <c>data</c> (text) or <c>b64</c> (binary).</summary>
internal sealed class JsonRecordForm(int maxText) : IRecordForm
{
    private const int ShownBytes = 40;

    private readonly BinaryFrame _binary = new(maxText);
    private Token _url;
    private Token _addr;
    private Token _data;
    private Token _b64;
    private Token _other;

    /// <summary>The kind of a value of <c>t</c>, or null.</summary>
    public static RecordKind? KindOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("recv"u8) => RecordKind.Recv,
        _ when name.SequenceEqual("http"u8) => RecordKind.Http,
        _ when name.SequenceEqual("send"u8) => RecordKind.Send,
        _ when name.SequenceEqual("connect"u8) => RecordKind.Connect,
        _ when name.SequenceEqual("header"u8) => RecordKind.Header,
        _ => null,
    };

    /// <inheritdoc/>
    public string? ReadHead(ReadOnlySpan<byte> line, CaptureRecord record)
    {
        record.Clear();
        (_url, _addr, _data, _b64) = (default, default, default, default);
        Token kind = default, connection = default, time = default;
        var json = new Utf8JsonReader(line);
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                return "1: a record is a JSON object";
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                ref var token = ref Place(json.ValueSpan, ref kind, ref connection, ref time);
                json.Read();
                var start = (int)json.TokenStartIndex;
                var type = json.TokenType;
                json.Skip();
                token = new Token(start, (int)json.BytesConsumed - start, type);
            }

            json.Read(); // refuses what follows the object
        }
        catch (JsonException invalid)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{(invalid.BytePositionInLine ?? json.BytesConsumed) + 1}: the record is not valid JSON");
        }

        if (connection.Type == JsonTokenType.String && !Unescape(line, connection, record.ConnectionBuffer))
        {
            record.ConnectionBuffer.ResetWrittenCount();
            connection = default;
        }

        return Head(line, record, kind, connection, time);
    }

    /// <inheritdoc/>
    public string? ReadBody(ReadOnlySpan<byte> line, CaptureRecord record)
    {
        var (url, name) = record.Kind == RecordKind.Http ? (_url, "url") : (_addr, "addr");
        if (record.Kind != RecordKind.Recv && Text(line, url, name, record.UrlBuffer) is { } noAddress)
        {
            return noAddress;
        }

        if (record.Kind == RecordKind.Connect)
        {
            return null;
        }

        if (_data.Type == JsonTokenType.None && _b64.Type == JsonTokenType.String)
        {
            return _binary.Read(line.Slice(_b64.Start + 1, _b64.Length - 2), record.TextBuffer) is { } reason
                ? string.Create(CultureInfo.InvariantCulture, $"{_b64.Start + 1}: {reason}")
                : null;
        }

        return Text(line, _data, "data", record.TextBuffer) ?? (record.Text.Length <= maxText
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{_data.Start + 1}: the frame is longer than max_frame, {maxText} bytes"));
    }

    private static string? Head(ReadOnlySpan<byte> line, CaptureRecord record, Token kind, Token connection, Token time)
    {
        if (kind.Type != JsonTokenType.String || KindOf(line.Slice(kind.Start + 1, kind.Length - 2)) is not { } known)
        {
            return Wrong(line, kind, "t", "header, http, connect, send or recv");
        }

        record.Kind = known;
        if (known == RecordKind.Header)
        {
            return null;
        }

        if (connection.Type != JsonTokenType.String || record.Connection.Length == 0)
        {
            return Wrong(line, connection, "conn", "the name of the connection");
        }

        if (time.Type != JsonTokenType.Number)
        {
            return Wrong(line, time, "ts", "seconds since 1970");
        }

        var digits = line.Slice(time.Start, time.Length);
        if (!RecordTime.TryRead(digits, out var ts))
        {
            return RecordTime.Refusal(time.Start + 1, digits);
        }

        record.Ts = ts;
        return null;
    }

    private static string? Text(ReadOnlySpan<byte> line, Token token, string member, ArrayBufferWriter<byte> into) =>
        token.Type != JsonTokenType.String ? Wrong(line, token, member, "a text")
        : Unescape(line, token, into) ? null
        : string.Create(CultureInfo.InvariantCulture, $"{token.Start + 1}: member '{member}' is not valid text");

    private static string Wrong(ReadOnlySpan<byte> line, Token token, string member, string allowed)
    {
        if (token.Type == JsonTokenType.None)
        {
            return $"1: member '{member}' is missing; it must be {allowed}";
        }

        var found = Encoding.UTF8.GetString(line.Slice(token.Start, Math.Min(token.Length, ShownBytes)));
        return string.Create(CultureInfo.InvariantCulture, $"{token.Start + 1}: member '{member}' is {found}; it must be {allowed}");
    }

    private static bool Unescape(ReadOnlySpan<byte> line, Token token, ArrayBufferWriter<byte> into)
    {
        var json = new Utf8JsonReader(line.Slice(token.Start, token.Length));
        json.Read();
        try
        {
            into.Advance(json.CopyString(into.GetSpan(Math.Max(token.Length, 1))));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // a lone surrogate, or bytes that are not UTF-8
        }
    }

    private ref Token Place(ReadOnlySpan<byte> name, ref Token kind, ref Token connection, ref Token time)
    {
        switch (name)
        {
            case [(byte)'t']: return ref kind;
            case [(byte)'t', (byte)'s']: return ref time;
            case [(byte)'c', (byte)'o', (byte)'n', (byte)'n']: return ref connection;
            case [(byte)'u', (byte)'r', (byte)'l']: return ref _url;
            case [(byte)'a', (byte)'d', (byte)'d', (byte)'r']: return ref _addr;
            case [(byte)'d', (byte)'a', (byte)'t', (byte)'a']: return ref _data;
            case [(byte)'b', (byte)'6', (byte)'4']: return ref _b64;
            default: return ref _other;
        }
    }

    /// <summary>Where a value stands in the line, quotes included.</summary>
    private readonly record struct Token(int Start, int Length, JsonTokenType Type);
}
