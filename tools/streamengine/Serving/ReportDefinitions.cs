using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Reference;
using StreamEngine.Features;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Serving;

/// <summary>
/// What the numbers mean, as <c>GET /definitions</c> gives it out: for each field of the report, by JSON pointer without indices, unit, title, definition, formula, when it is null, operators and their page; and the same for the names of
/// <c>GET /pipeline</c>. Generated from <see cref="ReportFields"/> and the operators' doc comments.
/// </summary>
internal static class ReportDefinitions
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definitions, UTF-8.</summary>
    /// <param name="operators">The operators there are.</param>
    /// <param name="weights">What the components of health weigh in the pipeline that is served.</param>
    public static byte[] Json(IReadOnlyList<OperatorDescription> operators, HealthWeights weights)
    {
        var all = new JsonObject();
        foreach (var field in ReportFields.All)
        {
            all[field.Pointer] = Of(field, [.. field.Operators.Select(name => OperatorFormula.Of(operators.First(o => o.Name == name)))], Most(field, weights));
        }

        foreach (var (pointer, title, unit, what) in PipelineTerms.All)
        {
            all[pointer] = new JsonObject { ["unit"] = unit, ["title"] = title, ["definition"] = what };
        }

        return JsonSerializer.SerializeToUtf8Bytes(all, Plain);
    }

    private static JsonObject Of(ReportField field, IReadOnlyList<OperatorFormula> by, double? most)
    {
        var definition = new JsonObject
        {
            ["unit"] = field.Unit,
            ["title"] = field.Title,
            ["definition"] = string.Join("\n", by.Select(o => o.Summary).Prepend(field.What)).Replace("`", "", StringComparison.Ordinal),
            ["formula"] = field.Formula.Length > 0 ? field.Formula : string.Join("\n", by.Select(o => o.Formula).Where(f => f.Length > 0)),
            ["operator"] = string.Join(", ", field.Operators),
            ["link"] = string.Join(", ", field.Operators.Select(o => $"docs/operators/{o}.md")),
        };
        if (field.NullWhen.Length > 0)
        {
            definition["null_when"] = $"while {field.NullWhen}";
        }

        if (most is { } points)
        {
            definition["most"] = points;
        }

        return definition;
    }

    /// <summary>The most that a component of health can have; null for other fields.</summary>
    private static double? Most(ReportField field, HealthWeights weights) => field.Column switch
    {
        "health_spread" => weights.Spread,
        "health_depth" => weights.Depth,
        "health_balance" => weights.Balance,
        "health_flow" => weights.Flow,
        "health_anomalies" => weights.Anomalies,
        "health_freshness" => weights.Freshness,
        _ => null,
    };
}
