using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamEngine.Arrow.Writing;

/// <summary>Bytes of one body buffer, kept from record batch to record batch.</summary>
internal sealed class ByteBuffer(string field)
{
    private const int Limit = int.MaxValue - 64;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>Bytes so far.</summary>
    public int Length => _length;

    /// <summary>What was collected.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Forgets the bytes.</summary>
    public void Clear() => _length = 0;

    /// <summary>Adds room for some values, contents undefined.</summary>
    /// <exception cref="InvalidDataException">The buffer would pass 2 GiB.</exception>
    public Span<T> Extend<T>(int count) where T : unmanaged
    {
        var wanted = _length + (long)count * Unsafe.SizeOf<T>();
        if (wanted > _bytes.Length)
        {
            if (wanted > Limit)
            {
                throw new InvalidDataException($"column '{field}' takes more than 2 GiB in one record batch; write fewer rows per record batch");
            }

            Array.Resize(ref _bytes, (int)Math.Min(Limit, Math.Max(wanted, Math.Max(256, _bytes.Length * 2L))));
        }

        var added = _bytes.AsSpan(_length, (int)wanted - _length);
        _length = (int)wanted;
        return MemoryMarshal.Cast<byte, T>(added);
    }
}
