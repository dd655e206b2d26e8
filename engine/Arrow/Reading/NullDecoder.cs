using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>A field of type null as a column of strings that are all null. It has a node but no buffers, so its memory is taken out of what the input may have.</summary>
internal sealed class NullDecoder(Field field) : ColumnDecoder(field)
{
    private const int FreeRows = 1024;
    private const int BytesPerRow = 10;

    /// <inheritdoc/>
    protected override (int Nodes, int Buffers) Parts => (1, 0);

    /// <inheritdoc/>
    public override Column Decode(ref BodyCursor body, BufferPool pool)
    {
        var rows = body.Rows;
        body.Node(Field.Name, rows);
        body.Reserve(Field.Name, rows > FreeRows ? BytesPerRow * (long)rows : 0);
        var offsets = pool.Rent<int>(rows + 1);
        offsets.AsSpan(0, rows + 1).Clear();
        var validity = pool.Rent<ulong>(Math.Max(1, Bitmap.Words(rows)));
        validity.AsSpan().Clear();
        return new TextColumn(Field.Type, offsets, pool.Rent<byte>(1), rows, validity, pool);
    }

    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool) =>
        throw new InvalidOperationException("a field of type null has no buffers: a bug in the Arrow reader");
}
