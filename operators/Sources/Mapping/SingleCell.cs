using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of single-precision numbers: rounded, as their type says.</summary>
internal sealed class SingleCell(ColumnType type, ColumnBuilder? builder, int shift) : MappedCell(type, builder)
{
    private readonly float[] _values = new float[2];
    private readonly ValueBuilder<float>? _builder = (ValueBuilder<float>?)builder;

    /// <inheritdoc/>
    public override bool IsNumber => true;

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot)
    {
        var value = 0f;
        var good = shift == 0
            ? float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            : DecimalText.Parse(text, shift, out var wide) == DecimalFault.None && float.IsFinite(value = (float)wide);
        _values[slot] = value;
        return good && float.IsFinite(value) ? null : $"is {Show(text)}; it must be a number";
    }

    /// <inheritdoc/>
    protected override void AppendValue(int slot) => _builder!.Append(_values[slot]);
}
