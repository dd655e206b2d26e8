using System.Globalization;
using System.Runtime.InteropServices;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Turns the buffers of one field of a record batch into a column.</summary>
internal abstract class ColumnDecoder(Field field)
{
    /// <summary>The column.</summary>
    protected Field Field { get; } = field;

    /// <summary>Field nodes and buffers of the field in a record batch.</summary>
    protected virtual (int Nodes, int Buffers) Parts => (1, 2);

    /// <summary>Leaves the field out.</summary>
    public void Skip(ref BodyCursor body) => body.Skip(Field.Name, Parts.Nodes, Parts.Buffers);

    /// <summary>The time of the last row that has one, without looking at the others; null when none has.</summary>
    public long? LastTime(ref BodyCursor body)
    {
        var nulls = body.Validity(Field.Name, body.Rows, out var bits);
        var row = body.Rows - 1;
        while (nulls != 0 && row >= 0 && (bits[row >> 3] >> (row & 7) & 1) == 0)
        {
            row--;
        }

        return row < 0 ? null : Time(ref body, row);
    }

    /// <summary>The next column.</summary>
    /// <exception cref="ArrowFormatException">The buffers are damaged.</exception>
    public virtual Column Decode(ref BodyCursor body, BufferPool pool)
    {
        var rows = body.Rows;
        var nulls = body.Validity(Field.Name, rows, out var bits);
        if (nulls != 0 && !Field.Nullable)
        {
            throw body.Damaged(Field.Name, string.Create(CultureInfo.InvariantCulture, $"{nulls} nulls in a field that is not nullable"));
        }

        if (nulls == 0)
        {
            return Decode(ref body, rows, null, pool);
        }

        var validity = pool.Rent<ulong>(Math.Max(1, Bitmap.Words(rows)));
        var words = validity.AsSpan(0, Bitmap.Words(rows));
        words.Clear();
        bits[..((rows + 7) / 8)].CopyTo(MemoryMarshal.AsBytes(words));
        try
        {
            return Decode(ref body, rows, validity, pool);
        }
        catch
        {
            pool.Return(validity);
            throw;
        }
    }

    /// <summary>The next column, given its validity, which it takes over unless it throws.</summary>
    protected abstract Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool);

    /// <summary>The nanoseconds of one row, where the field holds timestamps.</summary>
    protected virtual long Time(ref BodyCursor body, int row) => throw new InvalidOperationException($"column '{Field.Name}' holds no times: a bug in the Arrow reader");

    /// <summary>The value buffer of <paramref name="count"/> values.</summary>
    protected ReadOnlySpan<T> Values<T>(scoped ref BodyCursor body, long count) where T : unmanaged
    {
        var needed = count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        return MemoryMarshal.Cast<byte, T>(body.Buffer(Field.Name, "values", needed)[..(int)needed]);
    }
}
