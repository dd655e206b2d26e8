using System.Globalization;
using System.Text.RegularExpressions;
using StreamEngine.Data;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>Rows as a case writes them: one flow map a row.</summary>
internal static partial class RowYaml
{
    private static readonly string[] Own = ["null", "~", "true", "false", ""];

    /// <summary><c>{ ts: 400ms, vwap: 100.75 }</c>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="columns">The columns to write; <c>at</c> where the schema has none is the stream time.</param>
    public static string Of(CaseRow row, Schema schema, IReadOnlyList<string> columns) =>
        $"{{ {string.Join(", ", columns.Select(c => schema.IndexOf(c) is >= 0 and var i ? $"{c}: {Value(row.Values[i], schema[i].Type)}" : $"{c}: {Value(row.At, ColumnType.Timestamp)}"))} }}";

    /// <summary>A value, in quotes where YAML would read something else.</summary>
    public static string Value(object? value, ColumnType type) => value switch
    {
        null => "~",
        double[] numbers => Numbers(numbers),
        float[] numbers => Numbers(Array.ConvertAll(numbers, n => (double)n), n => ((float)n).ToString("R", CultureInfo.InvariantCulture)),
        string text => Quoted(text),
        _ => CellValue.Text(value, type),
    };

    private static string Numbers(double[] numbers, Func<double, string>? text = null)
    {
        var last = Array.FindLastIndex(numbers, n => n != 0);
        return $"[{string.Join(", ", numbers.Take(last + 1).Select(text ?? (n => n.ToString("R", CultureInfo.InvariantCulture))))}]";
    }

    /// <summary>A text, in quotes where YAML would read something else.</summary>
    public static string Quoted(string text) =>
        Safe().IsMatch(text) && !Own.Contains(text) ? text
        : text.Any(char.IsControl) ? System.Text.Json.JsonSerializer.Serialize(text)
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_./-]*\z")]
    private static partial Regex Safe();
}
