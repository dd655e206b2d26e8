using System.Buffers.Binary;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>Damaged Arrow files, each a function of seed and number: bits flipped, bytes overwritten, lengths and offsets made extreme or shifted, files cut off, spliced, parts doubled or taken out.</summary>
internal sealed class ArrowMutants(int seed)
{
    private static readonly long[] Extremes =
        [0, 1, -1, 2, 7, 8, 63, 64, 127, 128, 255, 256, 65_535, 65_536, int.MaxValue, int.MinValue, int.MaxValue - 7L, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 31, 1L << 40, 1_000_000, 100_000_000];

    private readonly IReadOnlyList<byte[]> _files = ArrowCorpus.Files();

    /// <summary>Good files they are made of.</summary>
    public int Files => _files.Count;

    /// <summary>A mutant.</summary>
    public byte[] Bytes(int number)
    {
        var random = new Random(HashCode(number));
        var bytes = (byte[])_files[random.Next(_files.Count)].Clone();
        for (var edits = random.Next(10) < 7 ? 1 : random.Next(2, 6); edits > 0 && bytes.Length > 16; edits--)
        {
            bytes = Edit(bytes, random);
        }

        return bytes;
    }

    private byte[] Edit(byte[] bytes, Random random)
    {
        switch (random.Next(10))
        {
            case 0:
                bytes[Place(bytes, random)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length - 4), random.Next(1, 5)));
                return bytes;
            case 2:
                return bytes[..random.Next(bytes.Length)];
            case 3 or 4:
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Place(bytes, random) & ~3), (int)Extremes[random.Next(Extremes.Length)]);
                return bytes;
            case 5:
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Math.Min(Place(bytes, random) & ~7, bytes.Length - 8)), Extremes[random.Next(Extremes.Length)]);
                return bytes;
            case 6:
                var word = bytes.AsSpan(Place(bytes, random) & ~3, 4);
                BinaryPrimitives.WriteInt32LittleEndian(word, BinaryPrimitives.ReadInt32LittleEndian(word) + random.Next(-16, 17));
                return bytes;
            case 7:
                var length = random.Next(1, Math.Min(256, bytes.Length));
                bytes.AsSpan(random.Next(bytes.Length - length), length).CopyTo(bytes.AsSpan(random.Next(bytes.Length - length)));
                return bytes;
            case 8:
                var (from, to) = (random.Next(bytes.Length), random.Next(bytes.Length));
                return [.. bytes[..to], .. bytes[from..]];
            default:
                var other = _files[random.Next(_files.Count)];
                return [.. bytes[..random.Next(bytes.Length)], .. other[random.Next(other.Length)..]];
        }
    }

    /// <summary>A place with room for four bytes: at either end, where the schemas are, near a frame of LZ4, or anywhere.</summary>
    private static int Place(byte[] bytes, Random random)
    {
        var room = bytes.Length - 4;
        switch (random.Next(5))
        {
            case 0:
                return random.Next(Math.Min(room, 1024));
            case 1:
                return room - random.Next(Math.Min(room, 1024));
            case 2:
                var from = random.Next(room);
                var frame = bytes.AsSpan(from).IndexOf((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]);
                return frame < 0 ? from : Math.Clamp(from + frame + random.Next(-12, 40), 0, room);
            default:
                return random.Next(room);
        }
    }

    private int HashCode(int number) => unchecked((int)(((uint)number + 1) * 2_654_435_761u ^ (uint)seed * 0x9E37_79B9u));
}
