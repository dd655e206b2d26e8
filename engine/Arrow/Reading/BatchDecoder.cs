using StreamEngine.Arrow.FlatBuffers;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Turns the messages of one file or stream into dictionaries and batches.</summary>
internal sealed class BatchDecoder
{
    private readonly ArrowInput _input;
    private readonly MessageReader _messages;
    private readonly BufferPool _pool;
    private readonly ReadingMemory _memory;
    private readonly ArrowField[] _fields;
    private readonly ILookup<long, DictionaryDecoder> _dictionaries;
    private readonly int _ts;

    public BatchDecoder(ArrowInput input, MessageReader messages, BufferPool pool, ArrowSchema schema)
    {
        _input = input;
        _messages = messages;
        _pool = pool;
        _memory = new ReadingMemory(input);
        _fields = [.. schema.Fields];
        _dictionaries = _fields.Select(f => f.Decoder).OfType<DictionaryDecoder>().ToLookup(d => d.Id);
        HasStamps = _fields.Any(f => f.IsStamps);
        Schema = new Schema(schema.Name, [.. _fields.Where(f => !f.IsStamps).Select(f => f.Field)]);
        _ts = Schema.Find("ts")?.Type.Kind == TypeKind.Timestamp ? Schema.IndexOf("ts") : -1;
        TimeField = HasStamps ? _fields.Length - 1 : _ts;
    }

    /// <summary>The columns, without that of stream times.</summary>
    public Schema Schema { get; }

    /// <summary>Whether the rows carry their stream times.</summary>
    public bool HasStamps { get; }

    /// <summary>The field that says where a row stands in time: stream times, else <c>ts</c>; −1 when there is neither.</summary>
    public int TimeField { get; }

    /// <summary>Takes the dictionary batch that was read.</summary>
    /// <param name="mayReplace">Whether it may replace an earlier one.</param>
    /// <exception cref="ArrowFormatException">It is damaged.</exception>
    public void LoadDictionary(bool mayReplace)
    {
        try
        {
            var header = _messages.Header;
            var isDelta = header.Bool(2);
            var used = false;
            foreach (var decoder in _dictionaries[header.Long(0)])
            {
                if (decoder.IsStarted && !isDelta && !mayReplace)
                {
                    throw new FlatFormatException(header.Position, $"field '{decoder.Name}': a file cannot replace a dictionary");
                }

                decoder.Load(new BodyCursor(_input, _messages, header.Table(1, "the dictionary"), _memory), isDelta);
                used = true;
            }

            if (!used)
            {
                throw new FlatFormatException(header.Position, "a dictionary belongs to no field");
            }
        }
        catch (FlatFormatException e)
        {
            throw Damaged(e);
        }
    }

    /// <summary>Rows of the record batch whose metadata was read.</summary>
    /// <exception cref="ArrowFormatException">It is damaged.</exception>
    public int RowsOf()
    {
        try
        {
            return BodyCursor.RowsOf(_messages.Header);
        }
        catch (FlatFormatException e)
        {
            throw Damaged(e);
        }
    }

    /// <summary>The time of the last row of the record batch that was read, null when no row has one.</summary>
    /// <exception cref="ArrowFormatException">It is damaged.</exception>
    public long? LastTime()
    {
        try
        {
            var body = new BodyCursor(_input, _messages, _messages.Header, _memory);
            if (body.Rows == 0)
            {
                return null;
            }

            for (var i = 0; i < TimeField; i++)
            {
                _fields[i].Decoder.Skip(ref body);
            }

            return _fields[TimeField].Decoder.LastTime(ref body);
        }
        catch (FlatFormatException e)
        {
            throw Damaged(e);
        }
    }

    /// <summary>The record batch that was read; null when it has no rows.</summary>
    /// <exception cref="ArrowFormatException">It is damaged.</exception>
    public Batch? Decode(StreamTimes times)
    {
        try
        {
            var body = new BodyCursor(_input, _messages, _messages.Header, _memory);
            return body.Rows == 0 ? null : Decode(ref body, times);
        }
        catch (FlatFormatException e)
        {
            throw Damaged(e);
        }
    }

    private Batch Decode(ref BodyCursor body, StreamTimes times)
    {
        var columns = new Column?[Schema.Fields.Count];
        ValueColumn<long>? at = null;
        try
        {
            for (var i = 0; i < _fields.Length; i++)
            {
                var column = _fields[i].Decoder.Decode(ref body, _pool);
                if (_fields[i].IsStamps)
                {
                    at = times.FromStamps((ValueColumn<long>)column, ref body);
                }
                else
                {
                    columns[i] = column;
                }
            }

            at ??= times.FromEventTimes(_ts < 0 ? null : (ValueColumn<long>)columns[_ts]!, ref body, _pool);
            return new Batch(Schema, columns, at, times.Last, 0);
        }
        catch
        {
            foreach (var column in columns)
            {
                column?.Release();
            }

            at?.Release();
            throw;
        }
    }

    private ArrowFormatException Damaged(FlatFormatException e) => _input.Damaged(_messages.MetadataOffset + e.Position, e.Message);
}
