using System.Buffers.Binary;
using System.Globalization;
using StreamEngine.Arrow.FlatBuffers;

namespace StreamEngine.Arrow.Reading;

/// <summary>Goes through the field nodes and buffers of a record batch in the order of the schema and checks each against the body.</summary>
internal ref struct BodyCursor
{
    private const int PairSize = 16;
    private const int FreeRows = 1024;
    private const int RowsPerByte = 8;

    private readonly ArrowInput _input;
    private readonly long _metadataOffset;
    private readonly ReadOnlySpan<byte> _body;
    private ReadOnlySpan<byte> _nodes;
    private ReadOnlySpan<byte> _buffers;
    private long _end;
    private long _bodiless;

    /// <summary>At the first node and buffer of a RecordBatch table.</summary>
    public BodyCursor(ArrowInput input, MessageReader message, FlatTable recordBatch)
    {
        _input = input;
        _metadataOffset = message.MetadataOffset;
        BodyOffset = message.BodyOffset;
        _body = message.Body;
        if (recordBatch.Has(3))
        {
            throw new FlatFormatException(recordBatch.Position, "a compressed record batch is not supported");
        }

        _nodes = recordBatch.Vector(1, PairSize).Bytes;
        _buffers = recordBatch.Vector(2, PairSize).Bytes;
        var rows = recordBatch.Long(0);
        Rows = rows is >= 0 and <= int.MaxValue / 2
            ? (int)rows
            : throw new FlatFormatException(recordBatch.Position, string.Create(CultureInfo.InvariantCulture, $"a record batch of {rows} rows"));
        if (Rows > FreeRows + (long)RowsPerByte * _body.Length)
        {
            throw new FlatFormatException(recordBatch.Position, string.Create(CultureInfo.InvariantCulture,
                $"a record batch of {rows} rows has a body of {_body.Length} bytes"));
        }
    }

    /// <summary>Rows of the record batch.</summary>
    public int Rows { get; }

    /// <summary>Where the body starts in the input.</summary>
    public long BodyOffset { get; }

    /// <summary>Where the last buffer starts in the input.</summary>
    public long BufferOffset { get; private set; }

    /// <summary>Null count of the next node, which must have <paramref name="length"/> values.</summary>
    public long Node(string field, long length)
    {
        if (_nodes.IsEmpty)
        {
            throw _input.Damaged(_metadataOffset, $"field '{field}': a record batch has too few field nodes");
        }

        var actual = BinaryPrimitives.ReadInt64LittleEndian(_nodes);
        var nulls = BinaryPrimitives.ReadInt64LittleEndian(_nodes[8..]);
        _nodes = _nodes[PairSize..];
        if (actual != length || nulls < 0 || nulls > length)
        {
            throw _input.Damaged(_metadataOffset, string.Create(CultureInfo.InvariantCulture,
                $"field '{field}': {actual} values, {nulls} of them null, stand in a record batch that needs {length}"));
        }

        return nulls;
    }

    /// <summary>The next buffer, which must have <paramref name="needed"/> bytes at least; buffers do not overlap.</summary>
    public ReadOnlySpan<byte> Buffer(string field, string what, long needed)
    {
        if (_buffers.IsEmpty)
        {
            throw _input.Damaged(_metadataOffset, $"field '{field}': a record batch has too few buffers");
        }

        var offset = BinaryPrimitives.ReadInt64LittleEndian(_buffers);
        var length = BinaryPrimitives.ReadInt64LittleEndian(_buffers[8..]);
        _buffers = _buffers[PairSize..];
        if (length == 0 && needed == 0)
        {
            return default;
        }

        if (offset < _end || length < 0 || offset > _body.Length || length > _body.Length - offset)
        {
            throw _input.Damaged(_metadataOffset, string.Create(CultureInfo.InvariantCulture,
                $"field '{field}': the {what} at {offset} of {length} bytes do not fit a body of {_body.Length} bytes or overlap others"));
        }

        if (length < needed)
        {
            throw _input.Damaged(_metadataOffset, string.Create(CultureInfo.InvariantCulture,
                $"field '{field}': the {what} have {length} bytes but need {needed}"));
        }

        _end = offset + length;
        BufferOffset = BodyOffset + offset;
        return _body.Slice((int)offset, (int)length);
    }

    /// <summary>Counts a field without buffers: all of them together may not make up more rows than the body could.</summary>
    public void TakeBodiless(string field)
    {
        _bodiless += Rows > FreeRows ? Rows : 0;
        if (_bodiless > (long)RowsPerByte * _body.Length)
        {
            throw _input.Damaged(_metadataOffset, string.Create(CultureInfo.InvariantCulture,
                $"field '{field}': {Rows} rows of type null stand in a record batch with a body of {_body.Length} bytes"));
        }
    }

    /// <summary>What to throw when the last buffer holds an impossible value.</summary>
    public readonly ArrowFormatException Damaged(string field, string reason) => _input.Damaged(BufferOffset, $"field '{field}': {reason}");
}
