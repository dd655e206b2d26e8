using System.Text.RegularExpressions;

namespace StreamEngine.Bench.Study;

/// <summary>Finds names in the text of expressions, by patterns: the parser is what is studied.</summary>
internal static partial class ExpressionNames
{
    /// <summary>Names of columns that are read. In a select block the name before <c>=</c> is none of them.</summary>
    public static IEnumerable<(int Start, string Text)> Columns(string text, bool isSelect, IReadOnlyList<string> columns)
    {
        var code = Hidden().Replace(text, match => new string(' ', match.Length));
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match match in Name().Matches(code))
        {
            var isMade = isSelect && MadeAt(code, match);
            if (isMade)
            {
                made.Add(match.Value);
            }
            else if (columns.Contains(match.Value) && !made.Contains(match.Value))
            {
                yield return (match.Index, match.Value);
            }
        }
    }

    /// <summary>Texts compared with a column: <c>column = 'word'</c>.</summary>
    public static IEnumerable<(int Start, string Column, string Word)> Words(string text) =>
        Compared().Matches(text).Select(m => (m.Groups[2].Index, m.Groups[1].Value, m.Groups[2].Value));

    /// <summary>Params.</summary>
    public static IEnumerable<(int Start, string Name)> Params(string text) => Param().Matches(text).Select(m => (m.Groups[1].Index, m.Groups[1].Value));

    private static bool MadeAt(string code, Match name)
    {
        var line = code.LastIndexOf('\n', name.Index) + 1;
        return code.AsSpan(line, name.Index - line).IsWhiteSpace() && Assigned().IsMatch(code[(name.Index + name.Length)..]);
    }

    [GeneratedRegex(@"'(?:[^']|'')*'|#[^\n]*|\$\w+")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*(?![\w(])")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[ \t]*=(?!=)")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"(\w+) *(?:=|!=) *'(\w+)'")]
    private static partial Regex Compared();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Param();
}
