using System.Text;

namespace StreamEngine.Data;

/// <summary>A column of UTF-8 texts (string or json): offsets into one byte array, as Arrow lays them out.</summary>
public sealed class TextColumn : Column
{
    private readonly int[] _offsets;
    private readonly byte[] _bytes;

    /// <summary>Takes over the arrays; <paramref name="offsets"/> has <paramref name="length"/> + 1 entries.</summary>
    public TextColumn(ColumnType type, int[] offsets, byte[] bytes, int length, ulong[]? validity, BufferPool pool)
        : base(type, length, validity, pool)
    {
        _offsets = offsets;
        _bytes = bytes;
    }

    /// <summary>Start of each text and, at the end, the end of the last.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Length + 1);

    /// <summary>All texts behind one another.</summary>
    public ReadOnlySpan<byte> Utf8 => _bytes.AsSpan(0, _offsets[Length]);

    /// <inheritdoc/>
    public override long Bytes => _offsets.Length * 4L + _bytes.Length + Validity.Length * 8L;

    /// <summary>The bytes of the text at a physical row; empty where null.</summary>
    public ReadOnlySpan<byte> this[int row] => _bytes.AsSpan(_offsets[row], _offsets[row + 1] - _offsets[row]);

    /// <summary>The text at a physical row.</summary>
    public string Text(int row) => Encoding.UTF8.GetString(this[row]);

    /// <inheritdoc/>
    public override ColumnBuilder NewBuilder(int capacity) => new TextBuilder(Type, Pool, capacity);

    /// <inheritdoc/>
    protected override object Boxed(int row) => Text(row);

    /// <inheritdoc/>
    protected override void Free()
    {
        Pool.Return(_offsets);
        Pool.Return(_bytes);
    }
}
