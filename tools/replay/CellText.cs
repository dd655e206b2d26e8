using System.Globalization;
using System.Text;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Replay;

/// <summary>Values as text that tells equal from different: floats in the shortest form that reads back, times as RFC 3339.</summary>
internal static class CellText
{
    /// <summary>The text of a value as <see cref="Column.Value"/> gives it; null for null.</summary>
    public static string? Of(ColumnType type, object? value) => value switch
    {
        null => null,
        long ns when type.Kind == TypeKind.Timestamp => Time(ns),
        string text => text,
        bool flag => flag ? "true" : "false",
        double[] vector => $"[{string.Join(",", vector.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}]",
        float[] vector => $"[{string.Join(",", vector.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}]",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A time, ns since the epoch, as RFC 3339.</summary>
    public static string Time(long ns)
    {
        Span<byte> text = stackalloc byte[Rfc3339.Length];
        return Encoding.ASCII.GetString(text[..Rfc3339.Format(ns, text)]);
    }
}
