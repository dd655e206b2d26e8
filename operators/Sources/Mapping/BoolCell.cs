using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of true or false.</summary>
internal sealed class BoolCell(ColumnType type, ColumnBuilder? builder) : MappedCell(type, builder)
{
    private readonly bool[] _values = new bool[2];
    private readonly ValueBuilder<bool>? _builder = (ValueBuilder<bool>?)builder;

    /// <summary>The value of a slot that is not null.</summary>
    public bool this[int slot] => _values[slot];

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot)
    {
        var yes = text.SequenceEqual("true"u8) || text.SequenceEqual("True"u8) || text.SequenceEqual("TRUE"u8) || text.SequenceEqual("1"u8);
        var no = text.SequenceEqual("false"u8) || text.SequenceEqual("False"u8) || text.SequenceEqual("FALSE"u8) || text.SequenceEqual("0"u8);
        _values[slot] = yes;
        return yes || no ? null : $"is {Show(text)}; it must be true or false (True, TRUE and 1 are read too): say others with 'values'";
    }

    /// <inheritdoc/>
    protected override void AppendValue(int slot) => _builder!.Append(_values[slot]);
}
