using System.Buffers;

namespace StreamEngine.Sources.Recorder;

/// <summary>One line of a recorder's file, read. Reused from line to line.</summary>
internal sealed class CaptureRecord
{
    private readonly ArrayBufferWriter<byte> _connection = new(64);
    private readonly ArrayBufferWriter<byte> _url = new(256);
    private readonly ArrayBufferWriter<byte> _text = new(1024);

    /// <summary>What it is.</summary>
    public RecordKind Kind { get; set; }

    /// <summary>When it was recorded, ns.</summary>
    public long Ts { get; set; }

    /// <summary>Name of its connection; empty where the form tells none.</summary>
    public ReadOnlySpan<byte> Connection => _connection.WrittenSpan;

    /// <summary>What was asked, or the address connected or sent to; empty for none.</summary>
    public ReadOnlySpan<byte> Url => _url.WrittenSpan;

    /// <summary>The frame.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Forgets the line before.</summary>
    public void Clear()
    {
        (Kind, Ts) = (RecordKind.Header, 0);
        _connection.ResetWrittenCount();
        _url.ResetWrittenCount();
        _text.ResetWrittenCount();
    }

    /// <summary>Room for the connection's name.</summary>
    public ArrayBufferWriter<byte> ConnectionBuffer => _connection;

    /// <summary>Room for the URL.</summary>
    public ArrayBufferWriter<byte> UrlBuffer => _url;

    /// <summary>Room for the text.</summary>
    public ArrayBufferWriter<byte> TextBuffer => _text;
}
