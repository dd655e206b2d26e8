using System.Buffers.Binary;
using System.Globalization;

namespace StreamEngine.Arrow.Reading;

/// <summary>The bytes of a file or stream, counted. Room is made only for bytes that are there.</summary>
internal abstract class ArrowInput(string name) : IDisposable
{
    private const int FirstStep = 64 * 1024;
    private const long Limit = int.MaxValue - 64;

    /// <summary>Whether <see cref="Length"/> and <see cref="Seek"/> work.</summary>
    public abstract bool CanSeek { get; }

    /// <summary>Bytes in all.</summary>
    public abstract long Length { get; }

    /// <summary>Bytes read or skipped so far.</summary>
    public long Position { get; protected set; }

    /// <summary>Bytes looked at so far, those looked at twice counted twice.</summary>
    public long BytesRead { get; protected set; }

    /// <summary>Bytes that are known to be there: all of them, or those read so far.</summary>
    public long Known => CanSeek ? Length : Position;

    /// <summary>What <see cref="Hold"/> read; valid until its next call.</summary>
    public abstract ReadOnlySpan<byte> Held { get; }

    /// <summary>Goes to a byte.</summary>
    public abstract void Seek(long position);

    /// <summary>Fills a span as far as there are bytes and tells how many there were.</summary>
    public abstract int ReadUpTo(Span<byte> target);

    /// <summary>Reads the next bytes, of which there are enough for a seekable input, and keeps them.</summary>
    protected abstract void HoldNext(int length, string what);

    /// <summary>What to throw when the input is damaged.</summary>
    public ArrowFormatException Damaged(long offset, string reason) => new(name, offset, reason);

    /// <summary>Reads the next bytes and keeps them until the next call.</summary>
    /// <exception cref="ArrowFormatException">There are fewer bytes, or more than an array can hold.</exception>
    public void Hold(long length, string what)
    {
        Check(length, what);
        HoldNext((int)length, what);
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
        Check(length, what);
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

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    private void Check(long length, string what)
    {
        if (length > Limit)
        {
            throw Damaged(Position, string.Create(CultureInfo.InvariantCulture, $"{what} is {length} bytes long; at most {Limit} are read"));
        }

        if (CanSeek && length > Length - Position)
        {
            throw CutOff(Position, length, Length - Position, what);
        }
    }

    private ArrowFormatException CutOff(long start, long wanted, long there, string what) =>
        Damaged(start, string.Create(CultureInfo.InvariantCulture, $"cut off: {what} needs {wanted} bytes, {there} are left"));
}
