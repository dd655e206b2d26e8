using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Tapping;

/// <summary>Rows of a tap in a table of 80 columns: the columns that fit, the others are named once. What comes over the socket is data of others: it cannot move the cursor.</summary>
internal sealed class TapTable
{
    private const string Gap = "  ";
    private const int HeaderEvery = 50;
    private const int UsualFloat = 8;

    private readonly List<(string Name, string Type, int Width)> _columns = [];
    private readonly List<string> _left = [];
    private int _rows;

    /// <summary>Lays out the columns of an edge, by name and type, as wide as its first rows need.</summary>
    public TapTable(IEnumerable<(string Name, string Type)> columns, IReadOnlyList<JsonElement> sample)
    {
        var used = -Gap.Length;
        foreach (var (name, type) in columns)
        {
            var most = MostOf(type);
            var width = sample.Select(row => row.TryGetProperty(name, out var value) ? Cell(value, type, most).Length : 0).Append(IsFloat(type) ? UsualFloat : 0).Max();
            width = Math.Max(Printable(name).Length, Math.Min(width, most));
            if (most == 0 || used + Gap.Length + width > Terminal.Width)
            {
                _left.Add(Printable(name));
                continue;
            }

            used += Gap.Length + width;
            _columns.Add((name, type, width));
        }
    }

    /// <summary>Columns that are not shown; <c>--json</c> has them.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>The line of a row, behind a header now and then.</summary>
    public string Line(JsonElement row)
    {
        var text = new StringBuilder();
        if (_rows++ % HeaderEvery == 0)
        {
            Append(text, _columns.Select(c => (Printable(c.Name), c.Type, c.Width)));
        }

        Append(text, _columns.Select(c => (row.TryGetProperty(c.Name, out var value) ? Cell(value, c.Type, c.Width) : "", c.Type, c.Width)));
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<(string Cell, string Type, int Width)> cells)
    {
        var start = text.Length;
        foreach (var (cell, type, width) in cells)
        {
            text.Append(text.Length == start ? "" : Gap).Append(IsNumber(type) ? Wrapped.Cut(cell, width).PadLeft(width) : Wrapped.Cut(cell, width).PadRight(width));
        }

        while (text.Length > start && text[^1] == ' ')
        {
            text.Length--;
        }

        text.Append('\n');
    }

    private static int MostOf(string type) => type switch
    {
        "timestamp" => "12:34:56.789".Length,
        "decimal" => 20,
        _ when IsFloat(type) => 12,
        _ when type.StartsWith("vector", StringComparison.Ordinal) || type == "json" => 0, // for --json
        _ => 24,
    };

    private static bool IsFloat(string type) => type is "float32" or "float64";

    private static bool IsNumber(string type) => IsFloat(type) || type is "int32" or "int64" or "decimal" or "duration";

    private static string Cell(JsonElement value, string type, int width) => value.ValueKind switch
    {
        JsonValueKind.Null => "-",
        JsonValueKind.Number when type == "timestamp" && value.TryGetInt64(out var ns) => DateTime.UnixEpoch.AddTicks((long)Math.Floor(ns / 100.0)).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
        JsonValueKind.Number when type == "duration" && value.TryGetInt64(out var ns) => Numbers.Span(ns),
        JsonValueKind.Number when IsFloat(type) && value.TryGetDouble(out var number) => Number(number, value.GetRawText(), width),
        JsonValueKind.String => Printable(value.GetString()!),
        _ => Printable(value.GetRawText()),
    };

    /// <summary>All digits where they fit, else as many as do.</summary>
    private static string Number(double number, string text, int width)
    {
        for (var digits = width; text.Length > width && digits > 1; digits--)
        {
            text = number.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return text;
    }

    internal static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
