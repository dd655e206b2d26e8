using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Values whose bytes in the file are those in memory.</summary>
internal sealed class FixedDecoder<T>(Field field) : ColumnDecoder(field) where T : unmanaged
{
    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        var source = Values<T>(ref body, rows);
        var values = pool.Rent<T>(rows);
        source.CopyTo(values);
        return new ValueColumn<T>(Field.Type, values, rows, validity, pool);
    }
}
