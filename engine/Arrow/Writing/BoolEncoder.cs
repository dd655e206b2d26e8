using System.Runtime.InteropServices;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Booleans as bits.</summary>
internal sealed class BoolEncoder(Field field) : ColumnEncoder(field)
{
    private const ulong EveryByte = 0x0101_0101_0101_0101;
    private const ulong Gather = 0x0102_0408_1020_4080;

    private readonly BitBuffer _bits = new();

    /// <inheritdoc/>
    protected override void CopyRange(Column source, int from, int count)
    {
        var values = ((ValueColumn<bool>)source).Values.Slice(from, count);
        if (source.HasNulls)
        {
            for (var i = 0; i < count; i++)
            {
                _bits.Append(values[i] && !source.IsNull(from + i) ? 1UL : 0, 1);
            }

            return;
        }

        var bytes = MemoryMarshal.AsBytes(values);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            _bits.Append((MemoryMarshal.Read<ulong>(bytes) & EveryByte) * Gather >> 56, 8);
        }

        foreach (var value in bytes)
        {
            _bits.Append(value, 1);
        }
    }

    /// <inheritdoc/>
    protected override void CopyRows(Column source, ReadOnlySpan<int> rows)
    {
        var values = ((ValueColumn<bool>)source).Values;
        foreach (var row in rows)
        {
            _bits.Append(values[row] && !source.IsNull(row) ? 1UL : 0, 1);
        }
    }

    /// <inheritdoc/>
    protected override void LayValues(Body body) => body.Bits(_bits.Written);

    /// <inheritdoc/>
    protected override void ClearValues() => _bits.Clear();
}
