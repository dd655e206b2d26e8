using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Vectors from a fixed-size list of floats.</summary>
internal sealed class VectorDecoder<T>(Field field) : ColumnDecoder(field) where T : unmanaged
{
    /// <inheritdoc/>
    protected override (int Nodes, int Buffers) Parts => (2, 3);

    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        var width = Field.Type.Length;
        var count = (long)rows * width;
        if (body.Validity(Field.Name, count, out var bits, orMore: true) != 0)
        {
            RefuseNullElements(ref body, bits, rows, validity);
        }

        return new VectorColumn<T>(Field.Type, body.Values<T>(Field.Name, count, pool), rows, validity, pool);
    }

    /// <summary>Elements may be null only where the whole vector is.</summary>
    private void RefuseNullElements(ref BodyCursor body, ReadOnlySpan<byte> bits, int rows, ulong[]? validity)
    {
        for (var row = 0; row < rows; row++)
        {
            if (validity is not null && !Bitmap.Get(validity, row))
            {
                continue;
            }

            var first = (long)row * Field.Type.Length;
            for (var i = first; i < first + Field.Type.Length; i++)
            {
                if ((bits[(int)(i >> 3)] >> (int)(i & 7) & 1) == 0)
                {
                    throw body.Damaged(Field.Name, $"row {row}: a vector with a null element is not supported");
                }
            }
        }
    }
}
