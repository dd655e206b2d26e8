using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of times, as a reader of their form takes them, with something added.</summary>
internal sealed class TimeCell(ColumnType type, ColumnBuilder? builder, TimeReader time, long add, bool addUnit) : LongCell(type, builder)
{
    /// <inheritdoc/>
    public override bool IsNumber => time.IsNumber;

    /// <inheritdoc/>
    protected override string? Read(ReadOnlySpan<byte> text, out long value)
    {
        if (!time.TryRead(text, out value, out var unit))
        {
            return $"is {Show(text)}; it must be {time.Allowed}";
        }

        var sum = (Int128)value + add + (addUnit ? unit : 0);
        value = (long)sum;
        return sum == value ? null : $"is {Show(text)}, which is out of range with 'add'";
    }
}
