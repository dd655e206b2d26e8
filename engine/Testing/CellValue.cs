using System.Globalization;
using System.Text.Json;
using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Testing;

/// <summary>Values of rows in cases: read from YAML by the type of their column, compared, and written back.</summary>
public static class CellValue
{
    /// <summary>Reads a value as <see cref="Column.Value"/> gives it; answers what is wrong with it, or null.</summary>
    public static LiteralProblem? Read(YamlNode node, Field field, out object? value)
    {
        value = null;
        if (node.IsNull)
        {
            return null;
        }

        if (field.Type.Kind == TypeKind.Vector)
        {
            return Vector(node, field.Type, out value);
        }

        if (node is not YamlScalar scalar)
        {
            return new(CaseCodes.Cell, $"it must be {Wanted(field)}");
        }

        value = Scalar(scalar, field, out var problem);
        return value is null ? problem ?? new(CaseCodes.Cell, $"it must be {Wanted(field)}", Hint(scalar, field)) : null;
    }

    /// <summary>Whether a value is the expected one; numbers may differ by <paramref name="tolerance"/> × max(1, |expected|).</summary>
    public static bool Same(object? expected, object? got, double tolerance) => (expected, got) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (ContainedText part, string text) => text.Contains(part.Text, StringComparison.Ordinal),
        (double e, double g) => Near(e, g, tolerance),
        (float e, float g) => Near(e, g, tolerance),
        (decimal e, decimal g) => e == g || Near((double)e, (double)g, tolerance),
        (long e, long g) => e == g || Near(e, g, tolerance),
        (int e, int g) => e == g || Near(e, g, tolerance),
        (double[] e, double[] g) => e.Length == g.Length && e.Zip(g).All(p => Near(p.First, p.Second, tolerance)),
        (float[] e, float[] g) => e.Length == g.Length && e.Zip(g).All(p => Near(p.First, p.Second, tolerance)),
        _ => expected.Equals(got),
    };

    /// <summary>A value as people read it and as a case can hold it outside quotes or in them.</summary>
    public static string Text(object? value, ColumnType type) => value switch
    {
        null => "~",
        long time when type.Kind == TypeKind.Timestamp => CaseTime.Text(time),
        long length when type.Kind == TypeKind.Duration => length < 0 ? "-" + new Duration(-length) : new Duration(length).ToString(),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        double[] numbers => $"[{string.Join(", ", numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)))}]",
        float[] numbers => $"[{string.Join(", ", numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static bool Near(double expected, double got, double tolerance) =>
        expected == got || (tolerance > 0 && Math.Abs(expected - got) <= tolerance * Math.Max(1, Math.Abs(expected)));

    private static object? Scalar(YamlScalar scalar, Field field, out LiteralProblem? problem)
    {
        problem = null;
        var text = scalar.Value;
        switch (field.Type.Kind)
        {
            case TypeKind.String or TypeKind.Symbol: return text;
            case TypeKind.Enum: return field.Type.Names.Contains(text) ? text : null;
            case TypeKind.Json: return IsJson(text) ? text : null;
            case TypeKind.Timestamp: return CaseTime.TryRead(text, out var time) ? time : null;
            case TypeKind.Duration: return SignedDuration(text);
        }

        return scalar.Quoted ? null : field.Type.Kind == TypeKind.Bool ? text switch { "true" => true, "false" => false, _ => null } : Number(text, field, out problem);
    }

    private static object? Number(string text, Field field, out LiteralProblem? problem)
    {
        problem = null;
        if (Quantity.TryParse(text, out var quantity, out _))
        {
            if (quantity.Unit != field.Unit)
            {
                problem = new(CaseCodes.Cell, field.Unit is null ? $"it has no unit, this is {quantity.Unit}" : $"its unit is {field.Unit}, not {quantity.Unit}", "leave the unit out");
                return null;
            }

            text = quantity.Value.ToString(CultureInfo.InvariantCulture);
        }

        switch (field.Type.Kind)
        {
            case TypeKind.Float64: return NumberText.TryDouble(text, out var wide) ? wide : null;
            case TypeKind.Float32: return NumberText.TryDouble(text, out var narrow) && float.IsFinite((float)narrow) ? (float)narrow : null;
            case TypeKind.Decimal: return NumberText.TryDecimal(text, out var exact) ? exact : null;
            case TypeKind.Int64: return NumberText.TryInteger(text, out var whole) ? whole : null;
            case TypeKind.Int32: return NumberText.TryInteger(text, out var small) && small is >= int.MinValue and <= int.MaxValue ? (int)small : null;
            default: return null;
        }
    }

    private static object? SignedDuration(string text)
    {
        var negative = text.StartsWith('-');
        return Duration.TryParse(negative ? text[1..] : text, out var length, out _) ? negative ? -length.Nanoseconds : length.Nanoseconds : null;
    }

    /// <summary>A list of numbers; what is missing at the end is 0, as behind the last level of a book.</summary>
    private static LiteralProblem? Vector(YamlNode node, ColumnType type, out object? value)
    {
        value = null;
        var wrong = new LiteralProblem(CaseCodes.Cell, $"it must be a list of at most {type.Length} numbers");
        if (node is not YamlList list || list.Items.Count > type.Length)
        {
            return wrong;
        }

        var numbers = new double[type.Length];
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is not YamlScalar { Quoted: false } item || !NumberText.TryDouble(item.Value, out numbers[i]))
            {
                return wrong;
            }
        }

        value = type.Element == TypeKind.Float64 ? numbers : Array.ConvertAll(numbers, n => (float)n);
        return null;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Wanted(Field field) => field.Type.Kind switch
    {
        TypeKind.Timestamp => "a duration from 0 such as 400ms, or a time such as 2024-01-01T00:00:00.4Z",
        TypeKind.Duration => "a duration such as 250ms",
        TypeKind.Enum => $"one of {string.Join(", ", field.Type.Names)}",
        TypeKind.Bool => "true or false",
        TypeKind.Int32 or TypeKind.Int64 => "a whole number",
        TypeKind.Float32 or TypeKind.Float64 or TypeKind.Decimal => "a number",
        TypeKind.Json => "JSON text in quotes",
        TypeKind.Vector => $"a list of at most {field.Type.Length} numbers",
        _ => "a text",
    };

    private static Suggestion? Hint(YamlScalar scalar, Field field) => field.Type.Kind switch
    {
        TypeKind.Enum => Nearest.Question(scalar.Value, field.Type.Names),
        TypeKind.Timestamp or TypeKind.Duration when NumberText.TryInteger(scalar.Value, out _) => $"write the unit, such as {scalar.Value}ms",
        TypeKind.Bool or TypeKind.Int32 or TypeKind.Int64 or TypeKind.Float32 or TypeKind.Float64 or TypeKind.Decimal when scalar.Quoted => "remove the quotes",
        _ => null,
    };
}
