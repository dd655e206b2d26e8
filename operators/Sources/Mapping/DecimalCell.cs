using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of exact decimals of up to 28 digits, read 10^shift times as large.</summary>
internal sealed class DecimalCell(ColumnType type, ColumnBuilder? builder, int shift) : MappedCell(type, builder)
{
    private readonly decimal[] _values = new decimal[2];
    private readonly ValueBuilder<decimal>? _builder = (ValueBuilder<decimal>?)builder;
    private readonly decimal _factor = shift == 0 ? 1 : decimal.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{Math.Abs(shift)}"), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override bool IsNumber => true;

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot)
    {
        Span<byte> digits = stackalloc byte[SignificantDigits.Decimal + 1];
        var count = SignificantDigits.Of(text, digits);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return $"is {Show(text)}; it must be a number{(count > SignificantDigits.Decimal ? " of at most 28 significant digits" : "")}";
        }

        return count <= SignificantDigits.Decimal && (value != 0 || count == 0) && TryShift(ref value) ? Keep(value, slot) : $"is {Show(text)}; it must be a number of at most 28 significant digits";
    }

    /// <inheritdoc/>
    protected override void AppendValue(int slot) => _builder!.Append(_values[slot]);

    private string? Keep(decimal value, int slot)
    {
        _values[slot] = value;
        return null;
    }

    private bool TryShift(ref decimal value)
    {
        if (shift == 0)
        {
            return true;
        }

        if (shift > 0 && Math.Abs(value) > decimal.MaxValue / _factor)
        {
            return false;
        }

        var shifted = shift > 0 ? value * _factor : value / _factor;
        var back = shift > 0 ? shifted / _factor : shifted * _factor;
        (value, var written) = (shifted, value);
        return back == written;
    }
}
