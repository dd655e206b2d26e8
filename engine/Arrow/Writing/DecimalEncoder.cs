using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Decimals as decimal128(38, 18).</summary>
internal sealed class DecimalEncoder(Field field) : ColumnEncoder(field)
{
    private readonly ByteBuffer _values = new(field.Name);

    /// <inheritdoc/>
    protected override void CopyRange(Column source, int from, int count)
    {
        var values = ((ValueColumn<decimal>)source).Values;
        var target = _values.Extend<Int128>(count);
        for (var i = 0; i < count; i++)
        {
            target[i] = source.IsNull(from + i) ? 0 : Encode(values[from + i]);
        }
    }

    /// <inheritdoc/>
    protected override void CopyRows(Column source, ReadOnlySpan<int> rows)
    {
        var values = ((ValueColumn<decimal>)source).Values;
        var target = _values.Extend<Int128>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            target[i] = source.IsNull(rows[i]) ? 0 : Encode(values[rows[i]]);
        }
    }

    /// <inheritdoc/>
    protected override void LayValues(Body body) => body.Buffer(_values.Written);

    /// <inheritdoc/>
    protected override void ClearValues() => _values.Clear();

    private Int128 Encode(decimal value) => Decimal128.TryEncode(value, out var units)
        ? units
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"column '{Field.Name}' holds {value}, which decimal128(38, 18) cannot hold: at most 20 digits before the point and 18 behind it"));
}
