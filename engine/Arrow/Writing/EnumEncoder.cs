using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Enums as indices into a dictionary of all names in code order: int8 where they fit, else int32.</summary>
internal sealed class EnumEncoder : DictionaryEncoder
{
    private readonly ByteBuffer _values;

    /// <summary>Nothing collected; the names are due.</summary>
    public EnumEncoder(Field field) : base(field)
    {
        _values = new ByteBuffer(field.Name);
        IndexWidth = field.Type.Names.Count <= sbyte.MaxValue + 1 ? sizeof(sbyte) : sizeof(int);
        foreach (var name in field.Type.Names)
        {
            Fresh.Append(name);
        }
    }

    /// <inheritdoc/>
    public override int IndexWidth { get; }

    /// <inheritdoc/>
    protected override void CopyRange(Column source, int from, int count)
    {
        var codes = ((ValueColumn<byte>)source).Values.Slice(from, count);
        if (IndexWidth == sizeof(sbyte) && !source.HasNulls)
        {
            codes.CopyTo(_values.Extend<byte>(count));
            return;
        }

        for (var i = 0; i < count; i++)
        {
            Append(source.IsNull(from + i) ? (byte)0 : codes[i]);
        }
    }

    /// <inheritdoc/>
    protected override void CopyRows(Column source, ReadOnlySpan<int> rows)
    {
        var codes = ((ValueColumn<byte>)source).Values;
        foreach (var row in rows)
        {
            Append(source.IsNull(row) ? (byte)0 : codes[row]);
        }
    }

    /// <inheritdoc/>
    protected override void LayValues(Body body) => body.Buffer(_values.Written);

    /// <inheritdoc/>
    protected override void ClearValues() => _values.Clear();

    private void Append(byte code)
    {
        if (IndexWidth == sizeof(sbyte))
        {
            _values.Extend<byte>(1)[0] = code;
        }
        else
        {
            _values.Extend<int>(1)[0] = code;
        }
    }
}
