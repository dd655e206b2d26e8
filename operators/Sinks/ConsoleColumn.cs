using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Sinks;

/// <summary>One column of a printed table.</summary>
internal sealed class ConsoleColumn
{
    private const int Longest = 24;
    private const int Digits = 7;
    private const int MostDecimals = 6;
    private const int ShownElements = 3;
    private const double Tiny = 1e-4;
    private const double Huge = 1e15;

    private readonly int _index;
    private readonly ColumnType _type;
    private int _decimals;
    private string _format = "F0";

    /// <summary>Looks at some rows to see how wide the column is and how many decimals it needs; both grow when later rows need more.</summary>
    public ConsoleColumn(Batch sample, int index, int first, int last)
    {
        _index = index;
        Name = sample.Schema[index].Name;
        _type = sample.Schema[index].Type;
        IsRight = _type.Kind is TypeKind.Int32 or TypeKind.Int64 or TypeKind.Float32 or TypeKind.Float64 or TypeKind.Decimal or TypeKind.Duration;
        var column = sample.Column(index);
        for (var i = first; i < last; i++)
        {
            Grow(column, sample.Row(i));
        }

        Width = Math.Max(Name.Length, _type.Kind is TypeKind.Float64 or TypeKind.Float32 ? Digits + 1 : 0);
        for (var i = first; i < last; i++)
        {
            Text(sample, sample.Row(i));
            IsEmpty &= column.IsNull(sample.Row(i));
        }
    }

    /// <summary>Column name.</summary>
    public string Name { get; }

    /// <summary>Characters.</summary>
    public int Width { get; private set; }

    /// <summary>Whether values stand at the right.</summary>
    public bool IsRight { get; }

    /// <summary>Whether the rows looked at had no value.</summary>
    public bool IsEmpty { get; } = true;

    /// <summary>The value at a physical row, null as <c>-</c>.</summary>
    public string Text(Batch batch, int row)
    {
        var column = batch.Column(_index);
        if (column.IsNull(row))
        {
            return "-";
        }

        Grow(column, row);
        var text = column switch
        {
            ValueColumn<long> c when _type.Kind == TypeKind.Timestamp => Time(c[row]),
            ValueColumn<long> c when _type.Kind == TypeKind.Duration => Length(c[row]),
            ValueColumn<long> c => c[row].ToString(CultureInfo.InvariantCulture),
            ValueColumn<int> c => c[row].ToString(CultureInfo.InvariantCulture),
            ValueColumn<double> c => Number(c[row]),
            ValueColumn<float> c => Number(c[row]),
            ValueColumn<decimal> c => c[row].ToString(CultureInfo.InvariantCulture),
            ValueColumn<bool> c => c[row] ? "true" : "false",
            VectorColumn<double> c => Elements(c[row]),
            VectorColumn<float> c => Elements(c[row]),
            _ => Printable((string)column.Value(row)!),
        };
        text = text.Length <= Longest || IsRight ? text : text[..(Longest - 1)] + "…";
        Width = Math.Max(Width, text.Length);
        return text;
    }

    private static string Time(long ns) => DateTime.UnixEpoch.AddTicks((long)Math.Floor(ns / 100.0)).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Length(long ns) => Math.Abs(ns) switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{ns}ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{ns / 1e3:0.###}us"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{ns / 1e6:0.###}ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{ns / 1e9:0.###}s"),
    };

    private static string Elements<T>(ReadOnlySpan<T> values) where T : struct, IFormattable
    {
        var shown = values[..Math.Min(values.Length, ShownElements)].ToArray().Select(value => value.ToString("G5", CultureInfo.InvariantCulture));
        return $"[{string.Join(", ", shown)}{(values.Length > ShownElements ? ", …" : "")}]";
    }

    /// <summary>Text of others must not move the cursor.</summary>
    private static string Printable(string text) => string.Concat(text.Take(Longest + 1).Select(c => char.IsControl(c) ? ' ' : c));

    private static int Decimals(Column column, int row)
    {
        var value = column.IsNull(row) ? 0 : column switch
        {
            ValueColumn<double> c => Math.Abs(c[row]),
            ValueColumn<float> c => Math.Abs(c[row]),
            _ => 0,
        };
        if (value is < Tiny or >= Huge)
        {
            return 0;
        }

        var whole = value < 1 ? 1 : (int)Math.Log10(value) + 1;
        var most = Math.Clamp(Digits - whole, 0, MostDecimals);
        var text = value.ToString("F" + most.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return most == 0 ? 0 : most - (text.Length - text.TrimEnd('0').Length);
    }

    private void Grow(Column column, int row)
    {
        if (Decimals(column, row) is var decimals && decimals > _decimals)
        {
            _decimals = decimals;
            _format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        }
    }

    private string Number(double value) =>
        value != 0 && Math.Abs(value) is < Tiny or >= Huge ? value.ToString("0.###E0", CultureInfo.InvariantCulture) : value.ToString(_format, CultureInfo.InvariantCulture);
}
