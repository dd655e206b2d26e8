using System.Buffers.Text;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of integers, or of durations in a unit of <paramref name="scale"/> ns.</summary>
internal sealed class WholeCell(ColumnType type, ColumnBuilder? builder, long scale) : LongCell(type, builder)
{
    private string Allowed => Type.Kind switch
    {
        TypeKind.Int32 => "a whole number of 32 bits",
        TypeKind.Duration => scale == 1 ? "whole ns" : "a number of which nothing is shorter than 1 ns",
        _ => "a whole number of 64 bits",
    };

    /// <inheritdoc/>
    protected override string? Read(ReadOnlySpan<byte> text, out long value)
    {
        var good = scale > 1 ? ReadScaled(text, out value) : Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && text[0] != '+';
        good &= Type.Kind != TypeKind.Int32 || value is >= int.MinValue and <= int.MaxValue;
        return good ? null : $"is {Show(text)}; it must be {Allowed}";
    }

    private bool ReadScaled(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (!Utf8Parser.TryParse(text, out decimal number, out var used) || used != text.Length || Math.Abs(number) > (decimal)long.MaxValue / scale)
        {
            return false;
        }

        var exact = number * scale;
        value = (long)exact;
        return exact == value;
    }
}
