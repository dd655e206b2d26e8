using System.Text;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of a closed set of words; a word outside the set is <c>unknown</c>.</summary>
internal sealed class EnumCell : MappedCell
{
    private readonly byte[] _values = new byte[2];
    private readonly byte[][] _names;
    private readonly byte _unknown;
    private readonly ValueBuilder<byte>? _builder;

    public EnumCell(ColumnType type, ColumnBuilder? builder) : base(type, builder)
    {
        _builder = (ValueBuilder<byte>?)builder;
        _names = [.. type.Names.Select(Encoding.UTF8.GetBytes)];
        _unknown = type.CodeOf(ColumnType.Unknown);
    }

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot)
    {
        _values[slot] = _unknown;
        for (var code = 0; code < _names.Length; code++)
        {
            if (text.SequenceEqual(_names[code]))
            {
                _values[slot] = (byte)code;
                break;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override void AppendValue(int slot) => _builder!.Append(_values[slot]);
}
