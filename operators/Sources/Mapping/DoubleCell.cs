using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of prices, sizes and other numbers that are exact to 15 significant digits, read 10^shift times as large.</summary>
internal sealed class DoubleCell(ColumnType type, ColumnBuilder? builder, int shift, bool computed) : MappedCell(type, builder)
{
    private readonly double[] _values = new double[2];
    private readonly ValueBuilder<double>? _builder = (ValueBuilder<double>?)builder;

    /// <inheritdoc/>
    public override bool IsNumber => true;

    /// <summary>The value of a slot that is not null.</summary>
    public double this[int slot] => _values[slot];

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot)
    {
        var fault = DecimalText.Parse(text, shift, out _values[slot]);
        if (computed && fault != DecimalFault.NotANumber && IsShortest(text, out var value))
        {
            _values[slot] = value;
            return null;
        }

        return fault switch
        {
            DecimalFault.None => null,
            DecimalFault.NotANumber => $"is {Show(text)}; it must be a number",
            DecimalFault.TooManyDigits => $"is {Show(text)}; it must be a number of at most {DecimalText.MaxDigits} significant digits: longer ones need type decimal or 'computed: true'",
            _ => $"is {Show(text)}; it must be a number that a float64 holds",
        };
    }

    /// <inheritdoc/>
    protected override void AppendValue(int slot) => _builder!.Append(_values[slot]);

    /// <summary>What the framework writes of a double is read back to the same double, the sign of zero and the smallest included.</summary>
    private bool IsShortest(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        return shift == 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value) && SignificantDigits.AreKept(text, value);
    }
}
