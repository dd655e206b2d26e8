using System.Buffers.Binary;
using System.Numerics;

namespace StreamEngine.Arrow.Compression;

/// <summary>Packs bytes into LZ4 frames: independent blocks of up to 4 MiB, greedy matches found by a table of 16,384 positions. The same bytes always give the same frame.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Lz4Encoder
{
    private const int BlockLimit = 4 << 20;
    private const int HashBits = 14;
    private const ulong HashFactor = 889_523_592_379;
    private const int MaxDistance = 65_535;
    private const int LastMatchStart = 12;
    private const int LastLiterals = 5;
    private const int StepTrigger = 6;

    private readonly int[] _positions = new int[1 << HashBits];

    /// <summary>Most bytes the frame of some bytes can take.</summary>
    public static int MostLength(int length) => checked(Lz4Frame.HeaderLength + length + length / 255 + (length / BlockLimit + 1) * (2 * sizeof(uint) + 16));

    /// <summary>Writes a frame and gives its length.</summary>
    /// <param name="source">Its content.</param>
    /// <param name="target">At least <see cref="MostLength"/> bytes.</param>
    public int Pack(ReadOnlySpan<byte> source, Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, Lz4Frame.Magic);
        target[4] = 0b0110_0000;
        target[5] = 0b0111_0000;
        target[6] = (byte)(XxHash32.Of(target[4..6]) >> 8);
        var written = Lz4Frame.HeaderLength;
        while (source.Length > 0)
        {
            var part = source[..Math.Min(source.Length, BlockLimit)];
            source = source[part.Length..];
            var block = target[(written + sizeof(uint))..];
            var length = Block(part, block);
            if (length < part.Length)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(target[written..], (uint)length);
            }
            else
            {
                length = part.Length;
                part.CopyTo(block);
                BinaryPrimitives.WriteUInt32LittleEndian(target[written..], (uint)length | Lz4Frame.Stored);
            }

            written += sizeof(uint) + length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(target[written..], 0);
        return written + sizeof(uint);
    }

    private int Block(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var (anchor, at, written) = (0, 1, 0);
        _positions.AsSpan().Clear();
        while (Find(source, ref at, out var match))
        {
            while (at > anchor && match > 0 && source[at - 1] == source[match - 1])
            {
                at--;
                match--;
            }

            var length = Common(source, at + Lz4Block.MinMatch, match + Lz4Block.MinMatch);
            written = Literals(source[anchor..at], Math.Min(length, Lz4Block.LongLength), target, written);
            BinaryPrimitives.WriteUInt16LittleEndian(target[written..], (ushort)(at - match));
            written = Length(length, target, written + 2);
            at += Lz4Block.MinMatch + length;
            anchor = at;
            if (at <= source.Length - LastMatchStart)
            {
                _positions[Hash(source, at - 2)] = at - 2;
            }
        }

        return Literals(source[anchor..], 0, target, written);
    }

    /// <summary>Goes on to where four bytes stand that stood before; in faster steps the longer there are none.</summary>
    private bool Find(ReadOnlySpan<byte> source, ref int at, out int match)
    {
        var last = source.Length - LastMatchStart;
        for (var attempts = 1 << StepTrigger; at <= last; at += attempts++ >> StepTrigger)
        {
            ref var position = ref _positions[Hash(source, at)];
            match = position;
            position = at;
            if (at - match <= MaxDistance && BinaryPrimitives.ReadUInt32LittleEndian(source[match..]) == BinaryPrimitives.ReadUInt32LittleEndian(source[at..]))
            {
                return true;
            }
        }

        match = 0;
        return false;
    }

    /// <summary>How many bytes two places have in common, short of the last literals.</summary>
    private static int Common(ReadOnlySpan<byte> source, int at, int match)
    {
        var start = at;
        var end = source.Length - LastLiterals;
        while (at <= end - sizeof(ulong))
        {
            var other = BinaryPrimitives.ReadUInt64LittleEndian(source[at..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(source[match..]);
            if (other != 0)
            {
                return at - start + (BitOperations.TrailingZeroCount(other) >> 3);
            }

            at += sizeof(ulong);
            match += sizeof(ulong);
        }

        while (at < end && source[at] == source[match])
        {
            at++;
            match++;
        }

        return at - start;
    }

    /// <summary>Writes token and literals; <paramref name="low"/> is the token's other half.</summary>
    private static int Literals(ReadOnlySpan<byte> literals, int low, Span<byte> target, int written)
    {
        target[written] = (byte)(Math.Min(literals.Length, Lz4Block.LongLength) << 4 | low);
        written = Length(literals.Length, target, written + 1);
        literals.CopyTo(target[written..]);
        return written + literals.Length;
    }

    /// <summary>Writes what of a length does not fit the token.</summary>
    private static int Length(int length, Span<byte> target, int written)
    {
        if (length < Lz4Block.LongLength)
        {
            return written;
        }

        for (length -= Lz4Block.LongLength; length >= byte.MaxValue; length -= byte.MaxValue)
        {
            target[written++] = byte.MaxValue;
        }

        target[written] = (byte)length;
        return written + 1;
    }

    private static int Hash(ReadOnlySpan<byte> source, int at) =>
        (int)((BinaryPrimitives.ReadUInt64LittleEndian(source[at..]) << 24) * HashFactor >> (64 - HashBits));
}
