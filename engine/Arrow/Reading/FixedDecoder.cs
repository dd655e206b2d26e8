using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Values whose bytes in the file are those in memory.</summary>
internal sealed class FixedDecoder<T>(Field field) : ColumnDecoder(field) where T : unmanaged
{
    /// <inheritdoc/>
    protected override long Time(ref BodyCursor body, int row) => Values<long>(ref body, body.Rows)[row];

    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool) =>
        new ValueColumn<T>(Field.Type, body.Values<T>(Field.Name, rows, pool), rows, validity, pool);
}
