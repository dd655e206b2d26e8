using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace StreamEngine.Config;

/// <summary>Writes a problem for a log, a terminal or a program.</summary>
public static class ProblemText
{
    private const int LinesBefore = 2;
    private const int Widest = 160;
    private const string Red = "\u001b[1;31m";
    private const string Yellow = "\u001b[1;33m";
    private const string Blue = "\u001b[1;34m";
    private const string Plain = "\u001b[0m";

    /// <summary>One line: <c>file:line:col: error SE3102: signal: no operator is called 'onx'; did you mean 'onnx'?</c>.</summary>
    public static string Line(Problem problem)
    {
        var help = problem.Help is { } text ? "; " + text : "";
        var used = string.Concat(problem.UsedAt.Select(place => $"; used at {place}"));
        return $"{problem.Span}: {Name(problem.Severity)} {problem.Code}: {problem.Message}{help}{used}";
    }

    /// <summary>Several lines: message, place, the lines of the file with a caret under the place, help and where to read more.</summary>
    /// <param name="problem">What to write.</param>
    /// <param name="sourceText">The whole text of the file the problem is in.</param>
    /// <param name="colour">Whether to mark up for a terminal.</param>
    public static string Block(Problem problem, string sourceText, bool colour = false)
    {
        var source = new SourceText(problem.Span.File, sourceText.StartsWith('\uFEFF') ? sourceText[1..] : sourceText);
        var accent = problem.Severity == Severity.Error ? Red : Yellow;
        string Paint(string text, string with) => colour ? with + text + Plain : text;

        var block = new StringBuilder();
        block.Append(Paint($"{Name(problem.Severity)}[{problem.Code}]", accent)).Append(": ").Append(problem.Message).Append('\n');
        var last = Math.Min(problem.Span.Line, source.LineCount);
        var width = Math.Max(2, last.ToString(CultureInfo.InvariantCulture).Length);
        var margin = new string(' ', width);
        block.Append(margin).Append(Paint("-->", Blue)).Append(' ').Append(problem.Span).Append('\n');
        block.Append(margin).Append(Paint(" |", Blue)).Append('\n');

        var from = Math.Max(0, problem.Span.Column - 1 > Widest - 40 ? problem.Span.Column - 40 : 0);
        for (var line = Math.Max(1, last - LinesBefore); line <= last; line++)
        {
            var number = line.ToString(CultureInfo.InvariantCulture).PadLeft(width);
            block.Append(Paint(number + " |", Blue)).Append((" " + Shown(source.Line(line), from)).TrimEnd()).Append('\n');
        }

        var column = Math.Max(0, problem.Span.Column - 1 - from);
        var end = problem.Span.EndLine == problem.Span.Line ? problem.Span.EndColumn : source.Line(last).Length + 1;
        var carets = Math.Clamp(end - problem.Span.Column, 1, Math.Max(1, Widest - column));
        block.Append(margin).Append(Paint(" |", Blue)).Append(' ').Append(' ', column).Append(Paint(new string('^', carets), accent)).Append('\n');
        block.Append(margin).Append(Paint(" |", Blue)).Append('\n');
        foreach (var place in problem.UsedAt)
        {
            block.Append(margin).Append(Paint(" =", Blue)).Append(" used at ").Append(place).Append('\n');
        }

        if (problem.Help is { } help)
        {
            block.Append(margin).Append(Paint(" =", Blue)).Append(" help: ").Append(help).Append('\n');
        }

        return block.Append(margin).Append(Paint(" =", Blue)).Append(" more: streamengine explain ").Append(problem.Code).Append('\n').ToString();
    }

    /// <summary>An object with code, severity, file, line, column, end_line, end_column, node, message, help, used_at and fix.</summary>
    public static JsonObject Json(Problem problem) => new()
    {
        ["code"] = problem.Code,
        ["severity"] = Name(problem.Severity),
        ["file"] = problem.Span.File,
        ["line"] = problem.Span.Line,
        ["column"] = problem.Span.Column,
        ["end_line"] = problem.Span.EndLine,
        ["end_column"] = problem.Span.EndColumn,
        ["node"] = problem.Node,
        ["message"] = problem.Message,
        ["help"] = problem.Help,
        ["used_at"] = new JsonArray([.. problem.UsedAt.Select(place => (JsonNode)place.ToString())]),
        ["fix"] = new JsonArray([.. problem.Fix.Select(Json)]),
    };

    private static JsonNode Json(TextEdit edit) => new JsonObject
    {
        ["line"] = edit.Span.Line,
        ["column"] = edit.Span.Column,
        ["end_line"] = edit.Span.EndLine,
        ["end_column"] = edit.Span.EndColumn,
        ["text"] = edit.Text,
    };

    /// <summary>A value as messages show it: on one line, without control characters, cut at 60 characters.</summary>
    public static string Quote(string value)
    {
        var shown = new StringBuilder(Math.Min(value.Length, 64));
        foreach (var c in value.AsSpan(0, Math.Min(value.Length, 60)))
        {
            shown.Append(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ when char.IsControl(c) => $"\\u{(int)c:x4}", _ => c.ToString() });
        }

        return value.Length > 60 ? $"'{shown}…'" : $"'{shown}'";
    }

    private static string Name(Severity severity) => severity == Severity.Error ? "error" : "warning";

    private static string Shown(ReadOnlySpan<char> line, int from)
    {
        var part = line.Length <= from ? "" : line.Slice(from, Math.Min(Widest, line.Length - from)).ToString();
        return part.Replace('\t', ' ');
    }
}
