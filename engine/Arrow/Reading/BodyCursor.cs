using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamEngine.Arrow.Compression;
using StreamEngine.Arrow.FlatBuffers;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Goes through the field nodes and buffers of a record batch in the order of the schema, checks each against the body and unpacks it.</summary>
internal ref struct BodyCursor
{
    private const int PairSize = 16;
    private const int FreeRows = 1024;
    private const int RowsPerByte = 8;
    private const long PooledValues = 1 << 22;
    private const int PrefixLength = sizeof(long);
    private const long AsItIs = -1;
    private const long Uncounted = -1;

    private readonly ArrowInput _input;
    private readonly ReadingMemory _memory;
    private readonly long _metadataOffset;
    private readonly ReadOnlySpan<byte> _body;
    private readonly bool _isCompressed;
    private ReadOnlySpan<byte> _nodes;
    private ReadOnlySpan<byte> _buffers;
    private long _end;

    /// <summary>At the first node and buffer of a RecordBatch table.</summary>
    public BodyCursor(ArrowInput input, MessageReader message, FlatTable recordBatch, ReadingMemory memory)
    {
        _input = input;
        _memory = memory;
        _metadataOffset = message.MetadataOffset;
        BodyOffset = message.BodyOffset;
        _body = message.Body;
        memory.StartBatch();
        if (recordBatch.Has(3))
        {
            CheckCompression(recordBatch.Table(3, "the compression"));
            _isCompressed = true;
        }

        _nodes = recordBatch.Vector(1, PairSize).Bytes;
        _buffers = recordBatch.Vector(2, PairSize).Bytes;
        Rows = RowsOf(recordBatch);
        if (Rows > FreeRows + (long)RowsPerByte * (_isCompressed ? Lz4Frame.MostRatio : 1) * _body.Length)
        {
            throw new FlatFormatException(recordBatch.Position, string.Create(CultureInfo.InvariantCulture,
                $"a record batch of {Rows} rows has a body of {_body.Length} bytes"));
        }
    }

    /// <summary>Rows of the record batch.</summary>
    public int Rows { get; }

    /// <summary>Where the body starts in the input.</summary>
    public long BodyOffset { get; }

    /// <summary>Where the last buffer starts in the input.</summary>
    public long BufferOffset { get; private set; }

    /// <summary>The rows that a RecordBatch table says.</summary>
    /// <exception cref="FlatFormatException">There cannot be so many.</exception>
    public static int RowsOf(FlatTable recordBatch)
    {
        var rows = recordBatch.Long(0);
        return rows is >= 0 and <= int.MaxValue / 2
            ? (int)rows
            : throw new FlatFormatException(recordBatch.Position, string.Create(CultureInfo.InvariantCulture, $"a record batch of {rows} rows"));
    }

    /// <summary>The next node, which must have <paramref name="length"/> values (or more, where others follow them), and its validity bits.</summary>
    /// <returns>How many are null. Some writers leave that out (−1); then the bits are counted.</returns>
    public long Validity(string field, long length, out ReadOnlySpan<byte> bits, bool orMore = false)
    {
        var nulls = Node(field, length, orMore);
        bits = Buffer(field, "validity bits", nulls > 0 ? (length + 7) / 8 : 0);
        if (nulls != Uncounted)
        {
            return nulls;
        }

        if (bits.IsEmpty)
        {
            return 0;
        }

        if (bits.Length < (length + 7) / 8)
        {
            throw Damaged(field, string.Create(CultureInfo.InvariantCulture, $"the validity bits have {bits.Length} bytes but need {(length + 7) / 8}"));
        }

        nulls = length;
        for (var i = 0; i < length; i++)
        {
            nulls -= bits[i >> 3] >> (i & 7) & 1;
        }

        return nulls;
    }

    /// <summary>Null count of the next node, which must have <paramref name="length"/> values (or more); −1 where it was not counted.</summary>
    public long Node(string field, long length, bool orMore = false)
    {
        if (_nodes.IsEmpty)
        {
            throw _input.Damaged(_metadataOffset, $"field '{field}': a record batch has too few field nodes");
        }

        var actual = BinaryPrimitives.ReadInt64LittleEndian(_nodes);
        var nulls = BinaryPrimitives.ReadInt64LittleEndian(_nodes[8..]);
        _nodes = _nodes[PairSize..];
        if (actual < length || actual > length && !orMore || nulls < Uncounted || nulls > actual)
        {
            throw _input.Damaged(_metadataOffset, string.Create(CultureInfo.InvariantCulture,
                $"field '{field}': {actual} values, {nulls} of them null, stand in a record batch that needs {length}"));
        }

        return nulls;
    }

    /// <summary>Leaves out what belongs to fields that are not looked at.</summary>
    public void Skip(string field, int nodes, int buffers)
    {
        if (_nodes.Length < nodes * PairSize || _buffers.Length < buffers * PairSize)
        {
            throw _input.Damaged(_metadataOffset, $"field '{field}': a record batch has too few field nodes or buffers");
        }

        _nodes = _nodes[(nodes * PairSize)..];
        _buffers = _buffers[(buffers * PairSize)..];
    }

    /// <summary>The next buffer as it is stored, which must have <paramref name="needed"/> bytes at least when unpacked; buffers do not overlap.</summary>
    public BodyBuffer Next(string field, string what, long needed)
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

        _end = offset + length;
        BufferOffset = BodyOffset + offset;
        var stored = _body.Slice((int)offset, (int)length);
        var isPacked = false;
        if (_isCompressed && length > 0)
        {
            length = Unpacked(field, what, stored);
            stored = stored[PrefixLength..];
            isPacked = length != AsItIs;
            length = isPacked ? length : stored.Length;
        }

        if (length < needed)
        {
            throw _input.Damaged(_metadataOffset, string.Create(CultureInfo.InvariantCulture,
                $"field '{field}': the {what} have {length} bytes but need {needed}"));
        }

        return new BodyBuffer(stored, (int)length, isPacked);
    }

    /// <summary>The bytes of the next buffer, valid until the one after the next.</summary>
    public ReadOnlySpan<byte> Buffer(string field, string what, long needed)
    {
        var buffer = Next(field, what, needed);
        if (!buffer.IsPacked)
        {
            return buffer.Stored;
        }

        Reserve(field, 3L * buffer.Length);
        var room = _memory.Room(buffer.Length);
        Unpack(field, buffer, room);
        return room;
    }

    /// <summary>The next <paramref name="count"/> values, in an array of the pool.</summary>
    public T[] Values<T>(string field, long count, BufferPool pool) where T : unmanaged
    {
        var needed = count * Unsafe.SizeOf<T>();
        var buffer = Next(field, "values", needed);
        if (buffer.IsPacked && buffer.Length != needed)
        {
            // padded: unpack all, take the first
            Reserve(field, 3L * buffer.Length);
            var room = _memory.Room(buffer.Length);
            Unpack(field, buffer, room);
            buffer = new BodyBuffer(room, buffer.Length, false);
        }

        ReserveValues<T>(field, count);
        var values = pool.Rent<T>((int)count);
        var target = MemoryMarshal.AsBytes(values.AsSpan(0, (int)count));
        if (!buffer.IsPacked)
        {
            buffer.Stored[..(int)needed].CopyTo(target);
            return values;
        }

        try
        {
            Unpack(field, buffer, target);
        }
        catch
        {
            pool.Return(values);
            throw;
        }

        return values;
    }

    /// <summary>Asks for memory that may be more than the bytes it comes from.</summary>
    public readonly void Reserve(string field, long bytes)
    {
        if (!_memory.TryTake(bytes))
        {
            throw _input.Damaged(_metadataOffset, $"field '{field}': {_memory.TooMuch("the record batch takes")}");
        }
    }

    /// <summary>Asks for an array of the pool, which rounds up.</summary>
    public readonly void ReserveValues<T>(string field, long count) where T : unmanaged =>
        Reserve(field, (count > PooledValues ? count : (long)BitOperations.RoundUpToPowerOf2((ulong)count)) * Unsafe.SizeOf<T>());

    /// <summary>Asks for memory that stays with the reader.</summary>
    public readonly void Keep(long bytes) => _memory.Keep(bytes, 0);

    /// <summary>What to throw when the last buffer holds an impossible value.</summary>
    public readonly ArrowFormatException Damaged(string field, string reason) => _input.Damaged(BufferOffset, $"field '{field}': {reason}");

    private static void CheckCompression(FlatTable compression)
    {
        var codec = compression.Byte(0);
        if (codec != 0 || compression.Byte(1) != 0)
        {
            throw new FlatFormatException(compression.Position, codec == 1
                ? "record batches compressed with ZSTD are not supported; write them with LZ4 or without compression"
                : string.Create(CultureInfo.InvariantCulture, $"record batches compressed with codec {codec} by method {compression.Byte(1)} are not supported; LZ4 by buffers is"));
        }
    }

    /// <summary>The length a compressed buffer says it has when unpacked, or <see cref="AsItIs"/>.</summary>
    private readonly long Unpacked(string field, string what, ReadOnlySpan<byte> stored)
    {
        if (stored.Length < PrefixLength)
        {
            throw Damaged(field, string.Create(CultureInfo.InvariantCulture, $"the compressed {what} have {stored.Length} bytes, too few for their length"));
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(stored);
        return length is >= AsItIs and <= int.MaxValue / 2 && length <= (long)Lz4Frame.MostRatio * stored.Length
            ? length
            : throw Damaged(field, string.Create(CultureInfo.InvariantCulture, $"the {what} are {length} bytes long, it says, which {stored.Length - PrefixLength} compressed ones cannot be"));
    }

    private readonly void Unpack(string field, BodyBuffer buffer, Span<byte> target)
    {
        try
        {
            Lz4Frame.Unpack(buffer.Stored, target);
        }
        catch (Lz4FormatException e)
        {
            throw _input.Damaged(BufferOffset + PrefixLength + e.Position, $"field '{field}': {e.Message}");
        }
    }
}
