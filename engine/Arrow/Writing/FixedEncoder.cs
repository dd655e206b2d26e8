using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Values whose bytes in memory are those in the file.</summary>
internal sealed class FixedEncoder<T>(Field field) : ColumnEncoder(field) where T : unmanaged
{
    private readonly ByteBuffer _values = new(field.Name);

    /// <summary>Adds values that stand in no column, none null.</summary>
    public void AppendValues(ReadOnlySpan<T> values)
    {
        values.CopyTo(_values.Extend<T>(values.Length));
        CountValid(values.Length);
    }

    /// <summary>Adds some of the values that stand in no column, none null.</summary>
    public void AppendValues(ReadOnlySpan<T> values, ReadOnlySpan<int> rows)
    {
        Pick(values, rows, _values.Extend<T>(rows.Length));
        CountValid(rows.Length);
    }

    /// <inheritdoc/>
    protected override void CopyRange(Column source, int from, int count)
    {
        var target = _values.Extend<T>(count);
        ((ValueColumn<T>)source).Values.Slice(from, count).CopyTo(target);
        if (source.HasNulls)
        {
            var validity = source.Validity;
            for (var i = 0; i < count; i++)
            {
                if (!Bitmap.Get(validity, from + i))
                {
                    target[i] = default;
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void CopyRows(Column source, ReadOnlySpan<int> rows)
    {
        var target = _values.Extend<T>(rows.Length);
        Pick(((ValueColumn<T>)source).Values, rows, target);
        if (source.HasNulls)
        {
            var validity = source.Validity;
            for (var i = 0; i < rows.Length; i++)
            {
                if (!Bitmap.Get(validity, rows[i]))
                {
                    target[i] = default;
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void LayValues(Body body) => body.Buffer(_values.Written);

    /// <inheritdoc/>
    protected override void ClearValues() => _values.Clear();

    private static void Pick(ReadOnlySpan<T> values, ReadOnlySpan<int> rows, Span<T> target)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            target[i] = values[rows[i]];
        }
    }
}
