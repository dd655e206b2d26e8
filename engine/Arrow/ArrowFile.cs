using System.Globalization;
using StreamEngine.Arrow.Reading;
using StreamEngine.Data;

namespace StreamEngine.Arrow;

/// <summary>
/// A file in the Arrow IPC file format, mapped into memory: record batches are read in any order, by number, row or time, without reading what lies before them. Types are
/// those of <see cref="ArrowReader"/>, and so is the distrust.
/// </summary>
/// <remarks>
/// Opening reads the footer and the dictionaries. Columns are copied out of the map, so batches stay valid when the file is closed; of the map no more than one record batch
/// is in memory at a time. The file must not become shorter while it is open: the operating system ends a process that looks at a page that is gone. Not thread-safe.
/// </remarks>
public sealed class ArrowFile : IDisposable
{
    private const int Buffered = 1;

    private readonly FileStream? _owned;
    private readonly ArrowInput _input;
    private readonly MessageReader _messages;
    private readonly BatchDecoder _decoder;
    private readonly IReadOnlyList<Block> _blocks;
    private readonly BatchIndex? _index;
    private readonly long[] _ends;
    private int _counted;

    private ArrowFile(FileStream? owned, ArrowInput input, MessageReader messages, BatchDecoder decoder, IReadOnlyList<Block> blocks, BatchIndex? index)
    {
        _index = index;
        _owned = owned;
        _input = input;
        _messages = messages;
        _decoder = decoder;
        _blocks = blocks;
        _ends = new long[blocks.Count];
        for (; index is not null && _counted < blocks.Count; _counted++)
        {
            _ends[_counted] = index.End(_counted);
        }
    }

    /// <summary>The columns, without that of stream times.</summary>
    public Schema Schema => _decoder.Schema;

    /// <summary>Whether the rows carry their stream times.</summary>
    public bool HasStamps => _decoder.HasStamps;

    /// <summary>Record batches.</summary>
    public int BatchCount => _blocks.Count;

    /// <summary>Whether the file keeps an index, so that rows and instants are found by it alone.</summary>
    public bool HasIndex => _index is not null;

    /// <summary>Bytes looked at so far: the footer, dictionaries, and the record batches that were asked for.</summary>
    public long BytesRead => _input.BytesRead;

    /// <summary>Newest stream time of the file, by its index; null without one, and without rows.</summary>
    public long? LastAt => _index is { Count: > 0 } ? _index.LastAt(_index.Count - 1) : null;

    /// <summary>Rows in all. Without an index reads the heads of all record batches the first time.</summary>
    /// <exception cref="ArrowFormatException">A head is damaged.</exception>
    public long Rows => _blocks.Count == 0 ? 0 : End(_blocks.Count - 1);

    /// <summary>Whether bytes start like a file, not like a stream.</summary>
    public static bool StartsLike(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Framing.Magic);

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is, and what errors call it.</param>
    /// <param name="pool">Where columns take their arrays from.</param>
    /// <param name="symbols">The run's dictionaries.</param>
    /// <exception cref="ArrowFormatException">It is cut off, damaged, or holds what is not supported.</exception>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public static ArrowFile Open(string path, BufferPool pool, SymbolTables symbols)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Buffered);
        try
        {
            return Open(file, path, pool, symbols, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that stays the caller's.</summary>
    /// <inheritdoc cref="Open(string, BufferPool, SymbolTables)"/>
    public static ArrowFile Open(FileStream file, string name, BufferPool pool, SymbolTables symbols) => Open(file, name, pool, symbols, null);

    /// <summary>Rows of a record batch. Reads its head.</summary>
    /// <exception cref="ArrowFormatException">The head is damaged.</exception>
    public int RowsOf(int batch)
    {
        _messages.At(_blocks[batch], MessageKind.RecordBatch, withBody: false);
        return _decoder.RowsOf();
    }

    /// <summary>Number of the record batch that holds a row; <see cref="BatchCount"/> when the file has fewer rows. Reads the heads of the record batches up to it, once.</summary>
    /// <exception cref="ArrowFormatException">A head is damaged.</exception>
    public int BatchOfRow(long row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        while (_counted < _blocks.Count && (_counted == 0 || _ends[_counted - 1] <= row))
        {
            End(_counted);
        }

        var (low, high) = (0, _counted);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _ends[middle] <= row ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Number of the first row of a record batch.</summary>
    /// <exception cref="ArrowFormatException">A head is damaged.</exception>
    public long FirstRowOf(int batch) => batch == 0 ? 0 : End(batch - 1);

    /// <summary>
    /// Number of the first record batch whose last row is not older than a time; <see cref="BatchCount"/> when there is none. The time is the stream time the file kept, else
    /// <c>ts</c>; it must not fall from batch to batch. Asks the index; without one looks at one value in each of about log2(<see cref="BatchCount"/>) record batches.
    /// </summary>
    /// <param name="time">Nanoseconds since the epoch.</param>
    /// <exception cref="InvalidOperationException">The rows have no time.</exception>
    /// <exception cref="ArrowFormatException">What it looks at is damaged.</exception>
    public int BatchOfTime(long time)
    {
        if (_index is not null)
        {
            var (first, end) = (0, _index.Count);
            while (first < end)
            {
                var middle = (first + end) >>> 1;
                (first, end) = _index.LastAt(middle) < time ? (middle + 1, end) : (first, middle);
            }

            return first;
        }

        if (_decoder.TimeField < 0)
        {
            throw new InvalidOperationException("the file has neither stream times nor a column 'ts' of type timestamp");
        }

        var (low, high) = (0, _blocks.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var (probe, last) = TimedFrom(middle, high);
            (low, high) = last < time ? (probe + 1, high) : (low, middle);
        }

        return TimedFrom(low, _blocks.Count).Batch;
    }

    /// <summary>A record batch, with its stream times (where the file kept none: the newest <c>ts</c> since its first row) and the last of them as frontier; null when it has no rows. The caller disposes it.</summary>
    /// <exception cref="ArrowFormatException">It is damaged.</exception>
    /// <exception cref="InvalidDataException">A symbol dictionary is full.</exception>
    public Batch? ReadBatch(int batch)
    {
        _messages.At(_blocks[batch], MessageKind.RecordBatch);
        if (_index is not null && _decoder.RowsOf() != End(batch) - FirstRowOf(batch))
        {
            throw _input.Damaged(_blocks[batch].Offset, "a record batch has another number of rows than the index of the file says");
        }

        return _decoder.Decode(new StreamTimes());
    }

    /// <summary>Closes the file; batches stay valid.</summary>
    public void Dispose()
    {
        _input.Dispose();
        _owned?.Dispose();
    }

    private static ArrowFile Open(FileStream file, string name, BufferPool pool, SymbolTables symbols, FileStream? owned)
    {
        if (file.Length == 0)
        {
            throw new ArrowFormatException(name, 0, "cut off: the file is empty");
        }

        var input = new MappedInput(file, name);
        try
        {
            Span<byte> start = stackalloc byte[Framing.Magic.Length];
            if (input.ReadUpTo(start) < start.Length || !StartsLike(start))
            {
                throw input.Damaged(0, "not an Arrow IPC file");
            }

            var messages = new MessageReader(input);
            var footer = Footer.Read(input, symbols);
            return new ArrowFile(owned, input, messages, footer.Decoder(input, messages, pool), footer.RecordBatches, footer.Index);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>Number of the row behind a record batch.</summary>
    private long End(int batch)
    {
        for (; _counted <= batch; _counted++)
        {
            _ends[_counted] = (_counted == 0 ? 0 : _ends[_counted - 1]) + RowsOf(_counted);
        }

        return _ends[batch];
    }

    /// <summary>The first record batch of a range in which a row has a time, with the last of its times.</summary>
    private (int Batch, long? Last) TimedFrom(int batch, int end)
    {
        for (; batch < end; batch++)
        {
            _messages.At(_blocks[batch], MessageKind.RecordBatch);
            if (_decoder.LastTime() is { } last)
            {
                return (batch, last);
            }
        }

        return (end, null);
    }
}
