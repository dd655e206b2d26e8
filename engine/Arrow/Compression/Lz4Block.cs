using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Arrow.Compression;

/// <summary>Unpacks blocks of the LZ4 block format, which nobody vouches for: every length and distance is checked before it is used.</summary>
internal static class Lz4Block
{
    /// <summary>Shortest match.</summary>
    public const int MinMatch = 4;

    /// <summary>Length in a token that goes on in the bytes behind it.</summary>
    public const int LongLength = 15;

    private const int Chunk = 16;
    private const int ShortSource = 2 * Chunk;
    private const int ShortTarget = 3 * Chunk;

    /// <summary>Unpacks one block and gives where it ends in the target.</summary>
    /// <param name="source">The block.</param>
    /// <param name="target">Room for all of the frame's content, and not a byte more is written.</param>
    /// <param name="start">Where the block goes.</param>
    /// <param name="earliest">How far back in the target its matches may reach.</param>
    /// <exception cref="Lz4FormatException">The block is damaged; the position is that in the block.</exception>
    public static int Unpack(ReadOnlySpan<byte> source, Span<byte> target, int start, int earliest)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var (read, written) = (0, start);
        while (read < source.Length)
        {
            int token = source[read++];
            var literals = token >> 4;
            int distance;
            if (literals != LongLength && source.Length - read >= ShortSource && target.Length - written >= ShortTarget)
            {
                // both ends have room for a whole chunk, so copy one and count what is meant
                Copy(ref from, read, ref to, written);
                read += literals;
                written += literals;
                distance = BinaryPrimitives.ReadUInt16LittleEndian(source[read..]);
                read += 2;
                if ((token & LongLength) != LongLength && distance >= Chunk && distance <= written - earliest)
                {
                    Copy(ref to, written - distance, ref to, written);
                    Copy(ref to, written - distance + Chunk, ref to, written + Chunk);
                    written += (token & LongLength) + MinMatch;
                    continue;
                }
            }
            else
            {
                literals = Length(literals, source, ref read, target.Length - written);
                if (literals > source.Length - read)
                {
                    throw new Lz4FormatException(read, "literals pass the end of the block");
                }

                source.Slice(read, literals).CopyTo(target[written..]);
                read += literals;
                written += literals;
                if (read == source.Length)
                {
                    return written;
                }

                if (source.Length - read < 2)
                {
                    throw new Lz4FormatException(read, "the block ends inside a match");
                }

                distance = BinaryPrimitives.ReadUInt16LittleEndian(source[read..]);
                read += 2;
            }

            if (distance == 0 || distance > written - earliest)
            {
                throw new Lz4FormatException(read - 2, $"a match {distance} bytes back passes the start of the content");
            }

            var length = Length(token & LongLength, source, ref read, target.Length - written - MinMatch) + MinMatch;
            Repeat(target, written, distance, length);
            written += length;
        }

        throw new Lz4FormatException(source.Length, "the block does not end with literals");
    }

    private static int Length(int length, ReadOnlySpan<byte> source, ref int read, int room)
    {
        if (length == LongLength)
        {
            byte more;
            do
            {
                if (read == source.Length || length > room)
                {
                    throw new Lz4FormatException(read, "a length passes the end of the block or the content");
                }

                more = source[read++];
                length += more;
            }
            while (more == byte.MaxValue);
        }

        return length <= room ? length : throw new Lz4FormatException(read, "the content is longer than was declared");
    }

    /// <summary>Copies bytes forward that may overlap, so that they repeat with a period of <paramref name="distance"/>.</summary>
    private static void Repeat(Span<byte> target, int written, int distance, int length)
    {
        var source = written - distance;
        for (var copied = 0; copied < length;)
        {
            var step = Math.Min(length - copied, distance + copied);
            target.Slice(source, step).CopyTo(target[(written + copied)..]);
            copied += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte from, int read, ref byte to, int written) =>
        Vector128.LoadUnsafe(ref from, (nuint)read).StoreUnsafe(ref to, (nuint)written);
}
