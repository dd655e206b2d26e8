using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Sources;

/// <summary>The rows of one Arrow recording: mapped into memory and entered anywhere where it is a regular file in the file format, else from first to last.</summary>
internal sealed class ArrowRows : IDisposable
{
    private const int MagicLength = 8;

    private readonly FileStream _stream;
    private readonly ArrowFile? _file;
    private readonly ArrowReader? _reader;
    private int _next;

    private ArrowRows(FileStream stream, ArrowFile? file, ArrowReader? reader)
    {
        _stream = stream;
        _file = file;
        _reader = reader;
    }

    /// <summary>The columns.</summary>
    public Schema Schema => _file?.Schema ?? _reader!.Schema;

    /// <summary>Whether the rows carry their stream times.</summary>
    public bool HasStamps => _file?.HasStamps ?? _reader!.HasStamps;

    /// <summary>Opens a recording.</summary>
    /// <exception cref="IOException">It is not there, cannot be read, is cut off, damaged, or holds what is not supported.</exception>
    public static ArrowRows Open(string path, BufferPool pool, SymbolTables symbols)
    {
        var stream = RowFile.Open(path);
        try
        {
            return IsFile(stream)
                ? new ArrowRows(stream, ArrowFile.Open(stream, path, pool, symbols), null)
                : new ArrowRows(stream, null, ArrowReader.Open(stream, path, pool, symbols));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Passes over rows and gives how many of them are left to pass over in the next batch. Before the first <see cref="Read"/> only.</summary>
    public long Skip(long rows)
    {
        if (_file is null)
        {
            return rows;
        }

        _next = _file.BatchOfRow(rows);
        return rows - (_next < _file.BatchCount ? _file.FirstRowOf(_next) : _file.Rows);
    }

    /// <summary>The next batch that has rows; null at the end. The caller disposes it.</summary>
    /// <exception cref="IOException">It is damaged.</exception>
    public Batch? Read()
    {
        if (_file is null)
        {
            return _reader!.Read();
        }

        while (_next < _file.BatchCount)
        {
            if (_file.ReadBatch(_next++) is { } batch)
            {
                return batch;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _reader?.Dispose();
        _stream.Dispose();
    }

    private static bool IsFile(FileStream stream)
    {
        if (!stream.CanSeek)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[MagicLength];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == start.Length && ArrowFile.StartsLike(start);
    }
}
