using System.Buffers.Binary;

namespace StreamEngine.Arrow.FlatBuffers;

/// <summary>A table in a FlatBuffer nobody vouches for: every access is checked against the buffer.</summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _vtable;
    private readonly int _vtableLength;
    private readonly int _length;

    /// <summary>The table at a position.</summary>
    /// <exception cref="FlatFormatException">It does not lie inside the buffer.</exception>
    public FlatTable(ReadOnlySpan<byte> buffer, long position)
    {
        _buffer = buffer;
        Position = FlatVector.Inside(buffer, position, 4, "a table");
        _vtable = FlatVector.Inside(buffer, Position - (long)BinaryPrimitives.ReadInt32LittleEndian(buffer[Position..]), 4, "a vtable");
        _vtableLength = BinaryPrimitives.ReadUInt16LittleEndian(buffer[_vtable..]);
        _length = BinaryPrimitives.ReadUInt16LittleEndian(buffer[(_vtable + 2)..]);
        if (_vtableLength < 4 || _length < 4)
        {
            throw new FlatFormatException(_vtable, "a vtable is too short");
        }

        FlatVector.Inside(buffer, _vtable, _vtableLength, "a vtable");
        FlatVector.Inside(buffer, Position, _length, "a table");
    }

    /// <summary>Where the table stands in the buffer.</summary>
    public int Position { get; }

    /// <summary>The table a buffer starts with.</summary>
    public static FlatTable Root(ReadOnlySpan<byte> buffer)
    {
        FlatVector.Inside(buffer, 0, 4, "the root");
        return new FlatTable(buffer, BinaryPrimitives.ReadUInt32LittleEndian(buffer));
    }

    /// <summary>Whether a field is there.</summary>
    public bool Has(int slot) => Find(slot, 1) != 0;

    /// <summary>A one-byte field.</summary>
    public byte Byte(int slot) => Find(slot, 1) is var at and > 0 ? _buffer[at] : (byte)0;

    /// <summary>A boolean field.</summary>
    public bool Bool(int slot) => Byte(slot) != 0;

    /// <summary>A 16-bit field.</summary>
    public short Short(int slot, short otherwise = 0) =>
        Find(slot, 2) is var at and > 0 ? BinaryPrimitives.ReadInt16LittleEndian(_buffer[at..]) : otherwise;

    /// <summary>A 32-bit field.</summary>
    public int Int(int slot, int otherwise = 0) =>
        Find(slot, 4) is var at and > 0 ? BinaryPrimitives.ReadInt32LittleEndian(_buffer[at..]) : otherwise;

    /// <summary>A 64-bit field.</summary>
    public long Long(int slot) => Find(slot, 8) is var at and > 0 ? BinaryPrimitives.ReadInt64LittleEndian(_buffer[at..]) : 0;

    /// <summary>A table the field refers to.</summary>
    /// <exception cref="FlatFormatException">It is missing.</exception>
    public FlatTable Table(int slot, string name) => new(_buffer, Target(slot) is var at and > 0
        ? at
        : throw new FlatFormatException(Position, $"{name} is missing"));

    /// <summary>A vector the field refers to; empty when it is missing. A string is a vector of bytes.</summary>
    public FlatVector Vector(int slot, int elementSize) => Target(slot) is var at and > 0 ? new FlatVector(_buffer, at, elementSize) : default;

    private long Target(int slot) => Find(slot, 4) is var at and > 0 ? at + (long)BinaryPrimitives.ReadUInt32LittleEndian(_buffer[at..]) : 0;

    private int Find(int slot, int size)
    {
        var entry = 4 + 2 * slot;
        if (entry + 2 > _vtableLength)
        {
            return 0;
        }

        var offset = BinaryPrimitives.ReadUInt16LittleEndian(_buffer[(_vtable + entry)..]);
        if (offset == 0)
        {
            return 0;
        }

        return offset >= 4 && offset + size <= _length
            ? Position + offset
            : throw new FlatFormatException(_vtable + entry, "a field lies outside its table");
    }
}
