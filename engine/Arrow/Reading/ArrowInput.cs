using System.Buffers.Binary;
using System.Globalization;

namespace StreamEngine.Arrow.Reading;

/// <summary>The bytes of a file or stream, counted. Room is made only for bytes that are there.</summary>
internal sealed class ArrowInput(Stream stream, string name)
{
    private const int FirstStep = 64 * 1024;
    private const long Limit = int.MaxValue - 64;

    private readonly long _origin = stream.CanSeek ? stream.Position : 0;

    /// <summary>Whether <see cref="Length"/> and <see cref="Seek"/> work.</summary>
    public bool CanSeek => stream.CanSeek;

    /// <summary>Bytes in all.</summary>
    public long Length => stream.Length - _origin;

    /// <summary>Bytes read or skipped so far.</summary>
    public long Position { get; private set; }

    /// <summary>Goes to a byte.</summary>
    public void Seek(long position)
    {
        if (position != Position)
        {
            stream.Position = _origin + position;
            Position = position;
        }
    }

    /// <summary>What to throw when the input is damaged.</summary>
    public ArrowFormatException Damaged(long offset, string reason) => new(name, offset, reason);

    /// <summary>Fills a span as far as there are bytes and tells how many there were.</summary>
    public int ReadUpTo(Span<byte> target)
    {
        var read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        Position += read;
        return read;
    }

    /// <summary>Fills a span.</summary>
    /// <exception cref="ArrowFormatException">There are fewer bytes.</exception>
    public void Read(Span<byte> target, string what)
    {
        var start = Position;
        var read = ReadUpTo(target);
        if (read < target.Length)
        {
            throw CutOff(start, target.Length, read, what);
        }
    }

    /// <summary>Reads a 32-bit integer.</summary>
    public int ReadInt(string what)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Read(bytes, what);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    /// <summary>Reads into a kept array, which grows as bytes arrive.</summary>
    /// <exception cref="ArrowFormatException">There are fewer bytes, or more than an array can hold.</exception>
    public void Read(ref byte[] target, long length, string what)
    {
        var start = Position;
        if (length > Limit)
        {
            throw Damaged(start, string.Create(CultureInfo.InvariantCulture, $"{what} is {length} bytes long; at most {Limit} are read"));
        }

        if (CanSeek && length > Length - Position)
        {
            throw CutOff(start, length, Length - Position, what);
        }

        var filled = 0;
        while (filled < length)
        {
            if (filled == target.Length)
            {
                var next = CanSeek ? length : Math.Min(length, Math.Max(FirstStep, filled * 2L));
                Array.Resize(ref target, (int)next);
            }

            var wanted = (int)Math.Min(length, target.Length) - filled;
            var read = ReadUpTo(target.AsSpan(filled, wanted));
            filled += read;
            if (read < wanted)
            {
                throw CutOff(start, length, filled, what);
            }
        }
    }

    private ArrowFormatException CutOff(long start, long wanted, long there, string what) =>
        Damaged(start, string.Create(CultureInfo.InvariantCulture, $"cut off: {what} needs {wanted} bytes, {there} are left"));
}
