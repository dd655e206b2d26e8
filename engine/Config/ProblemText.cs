using System.Text;
using System.Text.Json.Nodes;

namespace StreamEngine.Config;

/// <summary>Writes a problem for a log or a program; <see cref="ProblemBlock"/> writes it for a terminal.</summary>
public static class ProblemText
{
    /// <summary>One line: <c>file:line:col: error SE3102: signal: no operator is called 'onx'; did you mean 'onnx'?</c>.</summary>
    public static string Line(Problem problem)
    {
        var help = problem.Help is { } text ? "; " + text : "";
        var used = string.Concat(problem.UsedAt.Select(place => $"; used at {place}"));
        return $"{problem.Span}: {Name(problem.Severity)} {problem.Code}: {problem.Message}{help}{used}";
    }

    /// <summary>An object with code, severity, file, line, column, end_line, end_column, node, message, help, table, used_at and fix.</summary>
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
        ["table"] = new JsonArray([.. problem.Table.Select(line => (JsonNode)line)]),
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

    internal static string Name(Severity severity) => severity == Severity.Error ? "error" : "warning";
}
