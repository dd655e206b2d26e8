using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Decimals from decimal128 of some scale.</summary>
internal sealed class DecimalDecoder(Field field, int scale) : ColumnDecoder(field)
{
    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        var source = Values<Int128>(ref body, rows);
        var values = pool.Rent<decimal>(rows);
        for (var i = 0; i < source.Length; i++)
        {
            if (validity is not null && !Bitmap.Get(validity, i))
            {
                values[i] = 0;
            }
            else if (!Decimal128.TryDecode(source[i], scale, out values[i]))
            {
                pool.Return(values);
                throw body.Damaged(Field.Name, string.Create(CultureInfo.InvariantCulture,
                    $"{source[i]} with {scale} decimal places has more digits than a decimal holds"));
            }
        }

        return new ValueColumn<decimal>(Field.Type, values, rows, validity, pool);
    }
}
