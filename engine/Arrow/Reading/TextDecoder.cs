using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Texts from utf8 (offsets of 32 bits) or large_utf8 (64 bits).</summary>
internal sealed class TextDecoder<TOffset>(Field field) : ColumnDecoder(field) where TOffset : unmanaged, IBinaryInteger<TOffset>
{
    /// <summary>The offsets of <paramref name="count"/> texts, checked against their bytes.</summary>
    public static ReadOnlySpan<TOffset> Offsets(scoped ref BodyCursor body, string field, int count, out ReadOnlySpan<byte> bytes)
    {
        var needed = count == 0 ? 0 : (count + 1L) * Unsafe.SizeOf<TOffset>();
        var offsets = MemoryMarshal.Cast<byte, TOffset>(body.Buffer(field, "offsets", needed));
        var where = body.BufferOffset;
        bytes = body.Buffer(field, "texts", 0);
        if (count == 0)
        {
            return default;
        }

        offsets = offsets[..(count + 1)];
        var last = offsets[0];
        var falls = last < TOffset.Zero;
        foreach (var offset in offsets)
        {
            falls |= offset < last;
            last = offset;
        }

        return !falls && long.CreateTruncating(last) <= bytes.Length
            ? offsets
            : throw body.Damaged(field, $"the text offsets at {where} fall or pass the end of the texts");
    }

    /// <inheritdoc/>
    protected override (int Nodes, int Buffers) Parts => (1, 3);

    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        var source = Offsets(ref body, Field.Name, rows, out var bytes);
        var offsets = pool.Rent<int>(rows + 1);
        offsets[0] = 0;
        var first = rows == 0 ? 0 : int.CreateTruncating(source[0]);
        for (var i = 1; i <= rows; i++)
        {
            offsets[i] = int.CreateTruncating(source[i]) - first;
        }

        var length = offsets[rows];
        var texts = pool.Rent<byte>(Math.Max(1, length));
        bytes.Slice(first, length).CopyTo(texts);
        if (validity is not null)
        {
            EmptyNulls(offsets, texts, rows, validity);
        }

        return new TextColumn(Field.Type, offsets, texts, rows, validity, pool);
    }

    /// <summary>Our columns have empty texts where null; Arrow's need not.</summary>
    private static void EmptyNulls(int[] offsets, byte[] texts, int rows, ulong[] validity)
    {
        var end = 0;
        var start = 0;
        for (var i = 0; i < rows; i++)
        {
            var length = Bitmap.Get(validity, i) ? offsets[i + 1] - start : 0;
            if (end != start && length > 0)
            {
                texts.AsSpan(start, length).CopyTo(texts.AsSpan(end));
            }

            start = offsets[i + 1];
            end += length;
            offsets[i + 1] = end;
        }
    }
}
