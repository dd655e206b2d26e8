using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Sources.Recorder;

namespace StreamEngine.Sources;

/// <summary>Frames of one batch, as a source collects them.</summary>
internal sealed class FrameBatch(PortWriter port)
{
    private readonly ValueBuilder<long>? _ts = port.Values<long>("ts");
    private readonly SymbolBuilder? _origin = port.Symbols("origin");
    private readonly ValueBuilder<long>? _line = port.Values<long>("line");
    private readonly TextBuilder? _text = port.Text("text");
    private readonly SymbolBuilder? _conn = port.Symbols("conn");
    private readonly ValueBuilder<byte>? _kind = port.Values<byte>("kind");
    private readonly TextBuilder? _url = port.Text("url");

    /// <summary>Code of the origin of the frames that follow.</summary>
    public int Origin { get; set; }

    /// <summary>Lines read for this batch, refused ones included.</summary>
    public int Lines { get; set; }

    /// <summary>Bytes of text.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds a frame.</summary>
    public void Add(long ts, long line, ReadOnlySpan<byte> text, long at)
    {
        _ts?.Append(ts);
        _origin?.AppendCode(Origin);
        _line?.Append(line);
        _text?.Append(text);
        Bytes += text.Length;
        port.Commit(at);
    }

    /// <summary>Adds a record that tells its connection, what it is, and what was asked.</summary>
    public void Add(CaptureRecord record, long line, long at)
    {
        if (record.Connection.Length > 0)
        {
            _conn?.Append(record.Connection);
        }

        _kind?.Append((byte)record.Kind);
        if (record.Url.Length > 0)
        {
            _url?.Append(record.Url);
        }

        Add(record.Ts, line, record.Text, at);
    }

    /// <summary>The frames; empty afterwards.</summary>
    public Batch Take(long frontier, long ingest)
    {
        Lines = 0;
        Bytes = 0;
        return port.Take(frontier, ingest);
    }
}
