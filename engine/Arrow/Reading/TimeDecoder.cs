using System.Globalization;
using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Times of a coarser unit as nanoseconds, exactly.</summary>
internal sealed class TimeDecoder<T>(Field field, long nanoseconds) : ColumnDecoder(field) where T : unmanaged, IBinaryInteger<T>
{
    /// <inheritdoc/>
    protected override long Time(ref BodyCursor body, int row) => Nanoseconds(ref body, long.CreateTruncating(Values<T>(ref body, body.Rows)[row]));

    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        var source = Values<T>(ref body, rows);
        for (var i = 0; i < source.Length; i++)
        {
            if (validity is null || Bitmap.Get(validity, i))
            {
                Nanoseconds(ref body, long.CreateTruncating(source[i]));
            }
        }

        body.ReserveValues<long>(Field.Name, rows);
        var values = pool.Rent<long>(rows);
        for (var i = 0; i < source.Length; i++)
        {
            values[i] = unchecked(long.CreateTruncating(source[i]) * nanoseconds);
        }

        return new ValueColumn<long>(Field.Type, values, rows, validity, pool);
    }

    private long Nanoseconds(ref BodyCursor body, long value) => value <= long.MaxValue / nanoseconds && value >= -(long.MaxValue / nanoseconds)
        ? value * nanoseconds
        : throw body.Damaged(Field.Name, string.Create(CultureInfo.InvariantCulture,
            $"{value} units of {nanoseconds} ns do not fit the nanoseconds of a {Field.Type}, which ends in the year 2262"));
}
