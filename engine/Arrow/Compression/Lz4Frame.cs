using System.Buffers.Binary;
using System.Globalization;

namespace StreamEngine.Arrow.Compression;

/// <summary>Unpacks frames of the LZ4 frame format 1.6: independent and linked blocks, all checksums verified. Frames that need a dictionary are refused.</summary>
internal static class Lz4Frame
{
    /// <summary>What a frame starts with.</summary>
    public const uint Magic = 0x184D2204;

    /// <summary>Bit of a block's length that says that it is stored as it is.</summary>
    public const uint Stored = 0x8000_0000;

    /// <summary>Bytes of magic word and descriptor without optional parts.</summary>
    public const int HeaderLength = 7;

    /// <summary>Most bytes that one byte of a block can stand for.</summary>
    public const int MostRatio = 255;

    private const int VersionMask = 0b1100_0000;
    private const int Version = 0b0100_0000;
    private const int Independent = 0b0010_0000;
    private const int BlockSums = 0b0001_0000;
    private const int HasSize = 0b0000_1000;
    private const int ContentSum = 0b0000_0100;
    private const int Reserved = 0b0000_0010;
    private const int HasDictionary = 0b0000_0001;

    /// <summary>Unpacks a frame whose content is as long as the target.</summary>
    /// <exception cref="Lz4FormatException">It is damaged, or its content has another length.</exception>
    public static void Unpack(ReadOnlySpan<byte> frame, Span<byte> target)
    {
        var (flags, blockLimit, read) = Header(frame, target.Length);
        var written = 0;
        while (true)
        {
            var word = Word(frame, read, "the length of a block");
            read += sizeof(uint);
            if (word == 0)
            {
                break;
            }

            var length = word & ~Stored;
            if (length > blockLimit || length > frame.Length - read)
            {
                throw new Lz4FormatException(read - sizeof(uint), string.Create(CultureInfo.InvariantCulture, $"a block of {length} bytes passes the end of the frame or the limit of {blockLimit}"));
            }

            var block = frame.Slice(read, (int)length);
            written = Block(block, (word & Stored) != 0, target[..(int)Math.Min(target.Length, written + (long)blockLimit)], written, (flags & Independent) != 0 ? written : 0, read);
            read += block.Length;
            if ((flags & BlockSums) != 0)
            {
                Check(frame, read, block, "block");
                read += sizeof(uint);
            }
        }

        if (written != target.Length)
        {
            throw new Lz4FormatException(read - sizeof(uint), string.Create(CultureInfo.InvariantCulture, $"the content has {written} bytes, {target.Length} were declared"));
        }

        if ((flags & ContentSum) != 0)
        {
            Check(frame, read, target, "content");
        }
    }

    private static (int Flags, int BlockLimit, int Read) Header(ReadOnlySpan<byte> frame, int declared)
    {
        if (Word(frame, 0, "the magic word") != Magic)
        {
            throw new Lz4FormatException(0, "no LZ4 frame starts here");
        }

        if (frame.Length < HeaderLength)
        {
            throw new Lz4FormatException(frame.Length, "the frame ends inside its descriptor");
        }

        var flags = frame[4];
        var size = frame[5] >> 4;
        if ((flags & VersionMask) != Version || (flags & (Reserved | HasDictionary)) != 0 || size is < 4 or > 7)
        {
            throw new Lz4FormatException(4, $"an LZ4 frame with descriptor {flags:X2}{frame[5]:X2} is not supported");
        }

        var end = HeaderLength - 1 + ((flags & HasSize) != 0 ? sizeof(long) : 0);
        if (frame.Length <= end)
        {
            throw new Lz4FormatException(frame.Length, "the frame ends inside its descriptor");
        }

        if (frame[end] != (byte)(XxHash32.Of(frame[4..end]) >> 8))
        {
            throw new Lz4FormatException(end, "the checksum of the frame's descriptor is wrong");
        }

        return (flags & HasSize) == 0 || BinaryPrimitives.ReadInt64LittleEndian(frame[6..]) is var said && said == declared
            ? (flags, 1 << (8 + 2 * size), end + 1)
            : throw new Lz4FormatException(6, string.Create(CultureInfo.InvariantCulture, $"the frame says {said} bytes of content, {declared} were declared"));
    }

    private static int Block(ReadOnlySpan<byte> block, bool stored, Span<byte> target, int start, int earliest, int position)
    {
        if (!stored)
        {
            try
            {
                return Lz4Block.Unpack(block, target, start, earliest);
            }
            catch (Lz4FormatException e)
            {
                throw new Lz4FormatException(position + e.Position, e.Message);
            }
        }

        if (block.Length > target.Length - start)
        {
            throw new Lz4FormatException(position, "the content is longer than was declared");
        }

        block.CopyTo(target[start..]);
        return start + block.Length;
    }

    private static void Check(ReadOnlySpan<byte> frame, int position, ReadOnlySpan<byte> bytes, string what)
    {
        if (Word(frame, position, $"the checksum of a {what}") != XxHash32.Of(bytes))
        {
            throw new Lz4FormatException(position, $"the checksum of a {what} is wrong");
        }
    }

    private static uint Word(ReadOnlySpan<byte> frame, int position, string what) => frame.Length - position >= sizeof(uint)
        ? BinaryPrimitives.ReadUInt32LittleEndian(frame[position..])
        : throw new Lz4FormatException(frame.Length, $"the frame ends inside {what}");
}
