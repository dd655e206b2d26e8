using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>What is no row, as <c>dead/1</c> rows in a file; without a file, the first ends the work.</summary>
public sealed class RowErrorFile : IRowErrors, IDisposable
{
    private readonly RecordingWriter? _writer;
    private readonly PortWriter _rows = new(Schemas.Dead, null, new SymbolTables(), new BufferPool());

    /// <param name="file">Where they go, in the format its name says (JSON Lines when it says none); null for nowhere.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public RowErrorFile(string? file) =>
        _writer = file is null ? null : RecordingWriter.Create(file, Schemas.Dead, WriteOptions.ByName(file) ?? new WriteOptions(RecordingFormat.Jsonl));

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="RefusedRowException">There is no file.</exception>
    public void Report(long at, string code, string reason, string original)
    {
        Count++;
        if (_writer is null)
        {
            throw new RefusedRowException(code, reason);
        }

        var ts = Math.Max(0, at);
        _rows.Values<long>("ts")!.Append(ts);
        _rows.Symbols("node")!.Append("replay");
        _rows.Symbols("port")!.Append("error");
        _rows.Symbols("code")!.Append(code);
        _rows.Text("reason")!.Append(reason);
        _rows.Text("row")!.Append(JsonSerializer.Serialize(original));
        _rows.Commit(Math.Max(ts, _rows.LastAt));
        using var batch = _rows.Take(ts, 0);
        _writer.Write(batch);
    }

    /// <summary>Gives the file its name.</summary>
    public void Publish() => _writer?.Publish();

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();
}
