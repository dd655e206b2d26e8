using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Integers of a width the engine has no column for, as the next wider.</summary>
internal sealed class WideningDecoder<TFrom, TTo>(Field field) : ColumnDecoder(field)
    where TFrom : unmanaged, IBinaryInteger<TFrom>
    where TTo : unmanaged, IBinaryInteger<TTo>
{
    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        var source = Values<TFrom>(ref body, rows);
        body.ReserveValues<TTo>(Field.Name, rows);
        var values = pool.Rent<TTo>(rows);
        for (var i = 0; i < source.Length; i++)
        {
            values[i] = TTo.CreateTruncating(source[i]);
        }

        return new ValueColumn<TTo>(Field.Type, values, rows, validity, pool);
    }
}
