using System.Text.Json.Nodes;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>Results of cases for programs.</summary>
internal static class CaseJson
{
    /// <summary>An object with ok, passed, failed, cases, problems and, where asked for, coverage.</summary>
    public static JsonObject Of(CaseReport report)
    {
        var json = new JsonObject
        {
            ["ok"] = report.ExitCode == ExitCodes.Ok,
            ["passed"] = report.Passed,
            ["failed"] = report.Failed,
            ["cases"] = new JsonArray([.. report.Results.Select(Of)]),
            ["problems"] = new JsonArray([.. report.Refused.SelectMany(r => r.Problems.InOrder()).Select(ProblemText.Json)]),
        };
        if (report.Coverage.Count > 0)
        {
            json["coverage"] = new JsonArray([.. report.Coverage.Select(c => Of(c.Key, c.Value))]);
        }

        return json;
    }

    private static JsonObject Of(CaseResult result) => new()
    {
        ["file"] = result.Case.Span.File,
        ["line"] = result.Case.Span.Line,
        ["name"] = result.Case.Name,
        ["status"] = result.Status.ToString().ToLowerInvariant(),
        ["failures"] = new JsonArray([.. result.Failures.Select(Of)]),
    };

    private static JsonObject Of(CaseFailure failure) => new()
    {
        ["line"] = failure.Place.Line,
        ["column"] = failure.Place.Column,
        ["end_line"] = failure.Place.EndLine,
        ["end_column"] = failure.Place.EndColumn,
        ["port"] = failure.Expectation?.Port.Name,
        ["message"] = failure.Message,
        ["rows"] = new JsonArray([.. failure.Differences.Select(d => Of(failure.Expectation!, d))]),
    };

    private static JsonObject Of(Expectation expectation, RowDifference difference)
    {
        var schema = expectation.Port.Schema;
        return new JsonObject
        {
            ["number"] = difference.Number,
            ["expected"] = difference.Expected is { } row ? Row(row.Cells.Select(c => (c.Column, CellValue.Text(c.Value, Type(schema, c.Index))))) : null,
            ["got"] = difference.Got is { } got
                ? Row((difference.Expected?.Cells.Select(c => (c.Column, c.Index)) ?? schema.Fields.Select((f, i) => (f.Name, i))).Select(c => (c.Item1, CellValue.Text(c.Item2 < 0 ? got.At : got.Values[c.Item2], Type(schema, c.Item2)))))
                : null,
            ["differs"] = new JsonArray([.. difference.Cells.Select(c => (JsonNode)difference.Expected!.Cells[c].Column)]),
        };
    }

    private static ColumnType Type(Schema schema, int column) => column < 0 ? ColumnType.Timestamp : schema[column].Type;

    private static JsonObject Row(IEnumerable<(string Name, string Value)> cells) => new(cells.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)c.Value)));

    private static JsonObject Of(string pipeline, CaseCoverage coverage) => new()
    {
        ["pipeline"] = pipeline,
        ["nodes"] = coverage.Nodes.Count,
        ["nodes_reached"] = coverage.Nodes.Count(n => n.IsReached),
        ["ports"] = CoverageText.Counted(coverage).Count(),
        ["ports_reached"] = CoverageText.Counted(coverage).Count(p => p.IsReached),
        ["unreached"] = new JsonArray([.. coverage.Ports.Where(p => !p.IsReached).Select(p => (JsonNode)CoverageText.Name(p.Node, p.Port))]),
    };
}
