using StreamEngine.Arrow.Reading;
using StreamEngine.Data;

namespace StreamEngine.Arrow;

/// <summary>
/// Reads files and streams in the Arrow IPC format from first to last, ours and others'; <see cref="ArrowFile"/> reads from anywhere in a file. Where our metadata
/// (<see cref="MetadataKeys"/>) is missing, Arrow types stand for these: int8, int16, uint8, uint16 int32; uint32 int64; utf8, large_utf8 and null string; a dictionary of those
/// symbol; timestamps and dates of any unit timestamp; durations of any unit duration; decimal128 decimal; a fixed-size list of floats vector. Bodies may be
/// compressed with LZ4. Anything else is refused by field.
/// </summary>
/// <remarks>
/// Trusts nothing: offsets, lengths, counts and indices are checked, memory is asked for only as bytes arrive and never more than 64 times the input and 1 MiB, buffers
/// may not overlap. A stream without end-of-stream marker counts as cut off. Texts of type string are not checked to be UTF-8. Not thread-safe; the caller owns the stream.
/// </remarks>
public sealed class ArrowReader : IDisposable
{
    private readonly ArrowInput _input;
    private readonly MessageReader _messages;
    private readonly BatchDecoder _decoder;
    private readonly IReadOnlyList<Block>? _blocks;
    private readonly StreamTimes _times = new();
    private int _nextBlock;
    private bool _done;

    private ArrowReader(ArrowInput input, MessageReader messages, BatchDecoder decoder, IReadOnlyList<Block>? blocks)
    {
        _input = input;
        _messages = messages;
        _decoder = decoder;
        _blocks = blocks;
    }

    /// <summary>The columns, without that of stream times.</summary>
    public Schema Schema => _decoder.Schema;

    /// <summary>Whether the rows carry their stream times.</summary>
    public bool HasStamps => _decoder.HasStamps;

    /// <summary>Rows read so far.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Opens a file or stream, told apart by the magic word, and reads its schema. A file is read by its footer when the stream can seek, else message by message.</summary>
    /// <param name="input">Stands at the first byte.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="pool">Where columns take their arrays from.</param>
    /// <param name="symbols">The run's dictionaries.</param>
    /// <exception cref="ArrowFormatException">It is cut off, damaged, or holds what is not supported.</exception>
    public static ArrowReader Open(Stream input, string name, BufferPool pool, SymbolTables symbols)
    {
        var bytes = new StreamInput(input, name);
        var messages = new MessageReader(bytes);
        Span<byte> start = stackalloc byte[Framing.FileHeaderLength];
        var read = bytes.ReadUpTo(start[..Framing.Continuation.Length]);
        if (start[..read].SequenceEqual(Framing.Continuation))
        {
            messages.First();
            return new ArrowReader(bytes, messages, new BatchDecoder(bytes, messages, pool, SchemaReader.Read(bytes, messages, symbols)), null);
        }

        read += bytes.ReadUpTo(start[read..]);
        if (read < start.Length || !start.StartsWith(Framing.Magic))
        {
            throw bytes.Damaged(0, "neither an Arrow IPC file nor a stream");
        }

        if (!bytes.CanSeek)
        {
            return messages.Next()
                ? new ArrowReader(bytes, messages, new BatchDecoder(bytes, messages, pool, SchemaReader.Read(bytes, messages, symbols)), null)
                : throw bytes.Damaged(Framing.FileHeaderLength, "there is no schema");
        }

        var footer = Footer.Read(bytes, symbols);
        return new ArrowReader(bytes, messages, footer.Decoder(bytes, messages, pool), footer.RecordBatches);
    }

    /// <summary>The next record batch that has rows, with its stream times and the last of them as frontier; null at the end. The caller disposes it.</summary>
    /// <exception cref="ArrowFormatException">It is cut off or damaged.</exception>
    /// <exception cref="InvalidDataException">A symbol dictionary is full.</exception>
    public Batch? Read()
    {
        while (!_done && NextRecordBatch())
        {
            if (_decoder.Decode(_times) is { } batch)
            {
                RowsRead += batch.Count;
                return batch;
            }
        }

        _done = true;
        return null;
    }

    /// <summary>Ends reading and leaves the stream open; batches stay valid.</summary>
    public void Dispose() => _done = true;

    private bool NextRecordBatch()
    {
        if (_blocks is not null)
        {
            if (_nextBlock == _blocks.Count)
            {
                return false;
            }

            _messages.At(_blocks[_nextBlock++], MessageKind.RecordBatch);
            return true;
        }

        while (_messages.Next())
        {
            switch (_messages.Kind)
            {
                case MessageKind.RecordBatch:
                    return true;
                case MessageKind.DictionaryBatch:
                    _decoder.LoadDictionary(mayReplace: true);
                    break;
                default:
                    throw _input.Damaged(_messages.MetadataOffset, "a message is neither a dictionary batch nor a record batch");
            }
        }

        return false;
    }
}
