using System.Buffers.Binary;
using StreamEngine.Arrow.Compression;

namespace StreamEngine.Arrow.Writing;

/// <summary>
/// Compresses the body of a record batch: each buffer becomes its length and an LZ4 frame, or −1 and itself where that is no longer. Bitmaps stay as they are. Of what shrinks to less than
/// a sixth in all, some buffers stay as they are too: a reader that takes no more memory than some multiple of the file's length can still read it.
/// </summary>
/// <param name="mostRatio">How much shorter a body may become.</param>
internal sealed class BodyPacker(int mostRatio = BodyPacker.MostRatio)
{
    private const int MostRatio = 6;
    private const int PrefixLength = sizeof(long);
    private const long AsItIs = -1;

    private readonly Lz4Encoder _encoder = new();
    private readonly Body _packed = new();
    private byte[][] _stored = [];
    private int[] _lengths = [];

    /// <summary>The compressed body; valid until the next call.</summary>
    public Body Pack(Body body)
    {
        var parts = body.Parts;
        if (_stored.Length < parts.Length)
        {
            Array.Resize(ref _stored, parts.Length);
            _lengths = new int[parts.Length];
        }

        var total = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            Store(i, parts[i].Span, isPacked: parts[i].Length > 0 && !body.IsBitmap(i));
            total += _lengths[i];
        }

        for (var i = 0; i < parts.Length && total * mostRatio < body.Length; i++)
        {
            total -= _lengths[i];
            Store(i, parts[i].Span, isPacked: false);
            total += _lengths[i];
        }

        _packed.Clear();
        for (var i = 0; i < body.Nodes.Length; i += 2)
        {
            _packed.Node(body.Nodes[i], body.Nodes[i + 1]);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            _packed.Buffer(_stored[i].AsMemory(0, _lengths[i]));
        }

        return _packed;
    }

    private void Store(int part, ReadOnlySpan<byte> bytes, bool isPacked)
    {
        ref var stored = ref _stored[part];
        var most = PrefixLength + Lz4Encoder.MostLength(bytes.Length);
        if (stored is null || stored.Length < most)
        {
            stored = new byte[most];
        }

        var length = isPacked ? _encoder.Pack(bytes, stored.AsSpan(PrefixLength)) : int.MaxValue;
        isPacked = length < bytes.Length;
        if (!isPacked)
        {
            length = bytes.Length;
            bytes.CopyTo(stored.AsSpan(PrefixLength));
        }

        BinaryPrimitives.WriteInt64LittleEndian(stored, isPacked ? bytes.Length : AsItIs);
        _lengths[part] = length == 0 ? 0 : PrefixLength + length;
    }
}
