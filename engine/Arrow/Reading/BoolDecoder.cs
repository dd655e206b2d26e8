using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Booleans from bits.</summary>
internal sealed class BoolDecoder(Field field) : ColumnDecoder(field)
{
    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        var bits = body.Buffer(Field.Name, "values", (rows + 7L) / 8);
        body.ReserveValues<bool>(Field.Name, rows);
        var values = pool.Rent<bool>(rows);
        for (var i = 0; i < rows; i++)
        {
            values[i] = (bits[i >> 3] >> (i & 7) & 1) != 0;
        }

        return new ValueColumn<bool>(Field.Type, values, rows, validity, pool);
    }
}
