using StreamEngine.Arrow.FlatBuffers;
using StreamEngine.Arrow.Reading;
using StreamEngine.Data;

namespace StreamEngine.Arrow;

/// <summary>
/// Reads files and streams in the Arrow IPC format, ours and others'. Where our metadata (<see cref="MetadataKeys"/>) is missing, Arrow types stand for these: int8,
/// int16, uint8, uint16 int32; uint32 int64; utf8, large_utf8 and null string; a dictionary of those symbol; timestamps and dates of any unit timestamp; durations of
/// any unit duration; decimal128 decimal; a fixed-size list of floats vector. Anything else, and compression, is refused by field.
/// </summary>
/// <remarks>
/// Trusts nothing: offsets, lengths, counts and indices are checked, memory is asked for only as bytes arrive, buffers may not overlap. A stream without end-of-stream
/// marker counts as cut off. Texts of type string are not checked to be UTF-8. Not thread-safe; the caller owns the stream.
/// </remarks>
public sealed class ArrowReader : IDisposable
{
    private readonly ArrowInput _input;
    private readonly MessageReader _messages;
    private readonly BufferPool _pool;
    private readonly IReadOnlyList<Block>? _blocks;
    private readonly ArrowField[] _fields;
    private readonly StreamTimes _times = new();
    private readonly int _ts;
    private int _nextBlock;
    private bool _done;

    private ArrowReader(ArrowInput input, MessageReader messages, BufferPool pool, ArrowSchema schema, IReadOnlyList<Block>? blocks)
    {
        _input = input;
        _messages = messages;
        _pool = pool;
        _blocks = blocks;
        _fields = [.. schema.Fields];
        HasStamps = _fields.Any(f => f.IsStamps);
        Schema = new Schema(schema.Name, [.. _fields.Where(f => !f.IsStamps).Select(f => f.Field)]);
        _ts = Schema.Find("ts")?.Type.Kind == TypeKind.Timestamp ? Schema.IndexOf("ts") : -1;
    }

    /// <summary>The columns, without that of stream times.</summary>
    public Schema Schema { get; }

    /// <summary>Whether the rows carry their stream times.</summary>
    public bool HasStamps { get; }

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
        var bytes = new ArrowInput(input, name);
        var messages = new MessageReader(bytes);
        Span<byte> start = stackalloc byte[Framing.FileHeaderLength];
        var read = bytes.ReadUpTo(start[..Framing.Continuation.Length]);
        if (start[..read].SequenceEqual(Framing.Continuation))
        {
            messages.First();
            return new ArrowReader(bytes, messages, pool, ReadSchema(bytes, messages, symbols), null);
        }

        read += bytes.ReadUpTo(start[read..]);
        if (read < start.Length || !start.StartsWith(Framing.Magic))
        {
            throw bytes.Damaged(0, "neither an Arrow IPC file nor a stream");
        }

        if (!bytes.CanSeek)
        {
            return messages.Next()
                ? new ArrowReader(bytes, messages, pool, ReadSchema(bytes, messages, symbols), null)
                : throw bytes.Damaged(Framing.FileHeaderLength, "there is no schema");
        }

        var footer = Footer.Read(bytes, symbols);
        var reader = new ArrowReader(bytes, messages, pool, footer.Schema, footer.RecordBatches);
        foreach (var block in footer.Dictionaries)
        {
            reader.ReadBlock(block, MessageKind.DictionaryBatch);
            reader.Guarded(static r => r.LoadDictionary());
        }

        return reader;
    }

    /// <summary>The next record batch that has rows, with its stream times and the last of them as frontier; null at the end. The caller disposes it.</summary>
    /// <exception cref="ArrowFormatException">It is cut off or damaged.</exception>
    /// <exception cref="InvalidDataException">A symbol dictionary is full.</exception>
    public Batch? Read()
    {
        while (!_done && NextRecordBatch())
        {
            var batch = Guarded(static r => r.Decode());
            if (batch is not null)
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

    private static ArrowSchema ReadSchema(ArrowInput input, MessageReader messages, SymbolTables symbols)
    {
        if (messages.Kind != MessageKind.Schema)
        {
            throw input.Damaged(messages.MetadataOffset, "the first message is no schema");
        }

        try
        {
            return SchemaReader.Read(messages.Header, messages.MetadataLength, symbols);
        }
        catch (FlatFormatException e)
        {
            throw input.Damaged(messages.MetadataOffset + e.Position, e.Message);
        }
    }

    private bool NextRecordBatch()
    {
        if (_blocks is not null)
        {
            if (_nextBlock == _blocks.Count)
            {
                return false;
            }

            ReadBlock(_blocks[_nextBlock++], MessageKind.RecordBatch);
            return true;
        }

        while (_messages.Next())
        {
            switch (_messages.Kind)
            {
                case MessageKind.RecordBatch:
                    return true;
                case MessageKind.DictionaryBatch:
                    Guarded(static r => r.LoadDictionary());
                    break;
                default:
                    throw _input.Damaged(_messages.MetadataOffset, "a message is neither a dictionary batch nor a record batch");
            }
        }

        return false;
    }

    private void ReadBlock(Block block, MessageKind kind)
    {
        _input.Seek(block.Offset);
        if (!_messages.Next() || _messages.Kind != kind)
        {
            throw _input.Damaged(block.Offset, $"the footer places a {kind} here, but there is none");
        }
    }

    private T Guarded<T>(Func<ArrowReader, T> read)
    {
        try
        {
            return read(this);
        }
        catch (FlatFormatException e)
        {
            throw _input.Damaged(_messages.MetadataOffset + e.Position, e.Message);
        }
    }

    private bool LoadDictionary()
    {
        var header = _messages.Header;
        var id = header.Long(0);
        var isDelta = header.Bool(2);
        var used = false;
        foreach (var field in _fields)
        {
            if (field.Decoder is DictionaryDecoder decoder && decoder.Id == id)
            {
                if (_blocks is not null && decoder.IsStarted && !isDelta)
                {
                    throw new FlatFormatException(header.Position, $"field '{field.Field.Name}': a file cannot replace a dictionary");
                }

                decoder.Load(new BodyCursor(_input, _messages, header.Table(1, "the dictionary")), isDelta);
                used = true;
            }
        }

        return used ? true : throw new FlatFormatException(header.Position, "a dictionary belongs to no field");
    }

    private Batch? Decode()
    {
        var body = new BodyCursor(_input, _messages, _messages.Header);
        if (body.Rows == 0)
        {
            return null;
        }

        var columns = new Column?[Schema.Fields.Count];
        try
        {
            ValueColumn<long>? at = null;
            for (var i = 0; i < _fields.Length; i++)
            {
                var column = _fields[i].Decoder.Decode(ref body, _pool);
                if (_fields[i].IsStamps)
                {
                    at = _times.FromStamps((ValueColumn<long>)column, ref body);
                }
                else
                {
                    columns[i] = column;
                }
            }

            at ??= _times.FromEventTimes(_ts < 0 ? null : (ValueColumn<long>)columns[_ts]!, body.Rows, _pool);
            return new Batch(Schema, columns, at, _times.Last, 0);
        }
        catch
        {
            foreach (var column in columns)
            {
                column?.Release();
            }

            throw;
        }
    }
}
