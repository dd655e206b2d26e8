using System.Numerics;
using System.Runtime.InteropServices;

namespace StreamEngine.Arrow.Writing;

/// <summary>Bits of one body buffer in Arrow's order, kept from record batch to record batch.</summary>
internal sealed class BitBuffer
{
    private byte[] _bytes = new byte[16];
    private int _count;

    /// <summary>Cleared bits so far.</summary>
    public int Cleared { get; private set; }

    /// <summary>What was collected, whole bytes.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, (_count + 7) >> 3);

    /// <summary>Forgets the bits.</summary>
    public void Clear()
    {
        _bytes.AsSpan(0, Math.Min(_bytes.Length, (_count >> 3) + 16)).Clear();
        _count = 0;
        Cleared = 0;
    }

    /// <summary>Adds the low bits of a word.</summary>
    public void Append(ulong bits, int count)
    {
        if (_count + count > (_bytes.Length - 8) * 8L)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        bits &= ulong.MaxValue >> (64 - count);
        Cleared += count - BitOperations.PopCount(bits);
        var words = MemoryMarshal.Cast<byte, ulong>(_bytes.AsSpan());
        var word = _count >> 6;
        var shift = _count & 63;
        words[word] |= bits << shift;
        if (shift + count > 64)
        {
            words[word + 1] = bits >> (64 - shift);
        }

        _count += count;
    }

    /// <summary>Adds set bits.</summary>
    public void AppendSet(int count)
    {
        for (; count > 64; count -= 64)
        {
            Append(ulong.MaxValue, 64);
        }

        if (count > 0)
        {
            Append(ulong.MaxValue, count);
        }
    }

    /// <summary>Adds a range of a bitmap.</summary>
    public void AppendRange(ReadOnlySpan<ulong> bitmap, int from, int count)
    {
        while (count > 0)
        {
            var step = Math.Min(64, count);
            var word = from >> 6;
            var shift = from & 63;
            var bits = bitmap[word] >> shift;
            if (shift + step > 64)
            {
                bits |= bitmap[word + 1] << (64 - shift);
            }

            Append(bits, step);
            from += step;
            count -= step;
        }
    }

    /// <summary>Adds some bits of a bitmap.</summary>
    public void AppendRows(ReadOnlySpan<ulong> bitmap, ReadOnlySpan<int> rows)
    {
        while (!rows.IsEmpty)
        {
            var step = Math.Min(64, rows.Length);
            ulong bits = 0;
            for (var i = 0; i < step; i++)
            {
                var row = rows[i];
                bits |= (bitmap[row >> 6] >> (row & 63) & 1) << i;
            }

            Append(bits, step);
            rows = rows[step..];
        }
    }
}
