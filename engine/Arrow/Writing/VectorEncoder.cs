using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Vectors as a fixed-size list with a child array.</summary>
internal sealed class VectorEncoder<T>(Field field) : ColumnEncoder(field) where T : unmanaged
{
    private readonly ByteBuffer _values = new(field.Name);

    /// <inheritdoc/>
    protected override void CopyRange(Column source, int from, int count)
    {
        if (!source.HasNulls)
        {
            var width = Field.Type.Length;
            var elements = ((VectorColumn<T>)source).Elements.Slice(from * width, count * width);
            elements.CopyTo(_values.Extend<T>(elements.Length));
            return;
        }

        for (var row = from; row < from + count; row++)
        {
            Append((VectorColumn<T>)source, row);
        }
    }

    /// <inheritdoc/>
    protected override void CopyRows(Column source, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            Append((VectorColumn<T>)source, row);
        }
    }

    /// <inheritdoc/>
    protected override void LayValues(Body body)
    {
        body.Node(checked(Rows * Field.Type.Length), 0);
        body.Buffer(default);
        body.Buffer(_values.Written);
    }

    /// <inheritdoc/>
    protected override void ClearValues() => _values.Clear();

    private void Append(VectorColumn<T> source, int row)
    {
        var target = _values.Extend<T>(Field.Type.Length);
        if (source.IsNull(row))
        {
            target.Clear();
        }
        else
        {
            source[row].CopyTo(target);
        }
    }
}
