using System.Buffers.Binary;

namespace StreamEngine.Arrow.FlatBuffers;

/// <summary>A vector in a FlatBuffer nobody vouches for.</summary>
internal readonly ref struct FlatVector
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _start;
    private readonly int _elementSize;

    /// <summary>The vector at a position.</summary>
    /// <exception cref="FlatFormatException">It does not lie inside the buffer.</exception>
    public FlatVector(ReadOnlySpan<byte> buffer, long position, int elementSize)
    {
        _buffer = buffer;
        _start = Inside(buffer, position, 4, "a vector") + 4;
        _elementSize = elementSize;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(buffer[(_start - 4)..]);
        Inside(buffer, _start, count * (long)elementSize, "a vector");
        Count = (int)count;
    }

    /// <summary>Elements.</summary>
    public int Count { get; }

    /// <summary>Where the elements stand in the buffer.</summary>
    public int Position => _start;

    /// <summary>All elements as bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.Slice(_start, Count * _elementSize);

    /// <summary>Element <paramref name="i"/> of a vector of tables.</summary>
    public FlatTable Table(int i)
    {
        var at = _start + i * _elementSize;
        return new FlatTable(_buffer, at + (long)BinaryPrimitives.ReadUInt32LittleEndian(_buffer[at..]));
    }

    /// <summary>A position that is followed by <paramref name="length"/> bytes of the buffer.</summary>
    /// <exception cref="FlatFormatException">It is not.</exception>
    public static int Inside(ReadOnlySpan<byte> buffer, long position, long length, string what) =>
        position >= 0 && position <= buffer.Length && length <= buffer.Length - position
            ? (int)position
            : throw new FlatFormatException((int)Math.Clamp(position, 0, buffer.Length), $"{what} lies outside the metadata");
}
