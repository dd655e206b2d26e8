using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Reference;
using StreamEngine.Cli.Serving;
using StreamEngine.Config;
using StreamEngine.Features;
using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Docs;

/// <summary>The list of the report's fields, held to the published schema, to the operators and to the shipped pipeline.</summary>
public sealed class ReportFieldsTests
{
    /// <summary>The schema allows null; the operators of the shipped pipeline never give it.</summary>
    private static readonly string[] NeverNull = ["/flow/orders_per_sec", "/flow/net_flow"];

    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("schemas", "market-report-1.json")))!.AsObject();

    [Fact]
    public void EveryFieldOfTheSchema_IsInTheList_AndNoOther()
    {
        var schema = Fields(Schema, "").ToList();
        Assert.Equal(schema.Select(f => f.Pointer).Order(StringComparer.Ordinal), ReportFields.All.Select(f => f.Pointer).Order(StringComparer.Ordinal));
        Assert.Equal(schema.Where(f => f.IsNullable).Select(f => f.Pointer).Except(NeverNull).Order(StringComparer.Ordinal), ReportFields.All.Where(f => f.NullWhen.Length > 0).Select(f => f.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryField_HasWords() =>
        Assert.All(ReportFields.All, f => Assert.True(f.Title.Length > 0 && f.Unit.Length > 0 && f.What.EndsWith('.') && f.Operators.Count > 0 && !f.What.Contains('|'), f.Pointer));

    [Fact]
    public void EveryColumn_IsMadeByTheOperatorThatTheListNames()
    {
        var problems = new Problems();
        var file = RepositoryRoot.Combine("pipelines", "market-report.yaml");
        var bound = PipelineFile.Bind(file, File.ReadAllBytes(file), PipelineRun.Registry, new BindSettings(), problems)!;
        Assert.Empty(problems.InOrder());
        foreach (var field in ReportFields.All.Where(f => f.Column is not ("" or "venue") && f.Operators is not (["latest"] or ["schedule"] or ["report"])))
        {
            // the nodes that have it while none of their inputs has; sources have the venue already
            var makers = bound.Nodes.Where(n => Has(n.Ports, field.Column) && !n.Inputs.SelectMany(i => i.Ports).Any(p => Has(p.Node.Ports, field.Column))).Select(n => n.Verb?.Name).Distinct();
            Assert.Contains(field.Operators[^1], makers);
        }
    }

    [Fact]
    public void Definitions_SayUnitDefinitionAndFormulaOfEveryField_AndOfThePipelinesNames()
    {
        var definitions = JsonNode.Parse(ReportDefinitions.Json(PipelineRun.Registry.All, new HealthWeights { Spread = 40, Depth = 5 }))!.AsObject();
        Assert.All(ReportFields.All, f => Assert.True(definitions[f.Pointer] is { } of && Text(of, "unit") == f.Unit && Text(of, "title") == f.Title && Text(of, "definition").StartsWith(f.What, StringComparison.Ordinal) && Text(of, "formula").Length > 0, f.Pointer));
        Assert.Equal("spread_bps = (Pa − Pb) / Pb · 10,000", Text(definitions["/spread_bps"]!, "formula"));
        Assert.Equal("while the book is not live", Text(definitions["/spread_bps"]!, "null_when"));
        Assert.Equal(40, (double)definitions["/health/components/spread"]!["most"]!); // as the pipeline weighs it
        Assert.Equal(10, (double)definitions["/health/components/freshness"]!["most"]!);
        Assert.Equal(PipelineTerms.All.Select(t => t.Pointer), definitions.Select(d => d.Key).Where(k => k.StartsWith("/pipeline/", StringComparison.Ordinal)));
    }

    private static string Text(JsonNode of, string member) => (string?)of[member] ?? "";

    private static bool Has(IReadOnlyList<BoundPort> ports, string column) => ports.Any(p => p.Schema.IndexOf(column) >= 0);

    /// <summary>Leaves and lists of a schema, with whether they may be null.</summary>
    private static IEnumerable<(string Pointer, bool IsNullable)> Fields(JsonObject schema, string at)
    {
        foreach (var (name, member) in schema["properties"]!.AsObject())
        {
            var of = Resolved(member!.AsObject());
            var types = of["type"] is JsonArray several ? several.Select(t => (string)t!).ToList() : [(string)of["type"]!];
            var pointer = $"{at}/{name}";
            if (!types.Contains("object"))
            {
                yield return (pointer, types.Contains("null"));
            }

            var inner = types.Contains("object") ? of : types.Contains("array") ? Resolved(of["items"]!.AsObject()) : null;
            foreach (var field in inner?["properties"] is null ? [] : Fields(inner, pointer))
            {
                yield return field;
            }
        }
    }

    private static JsonObject Resolved(JsonObject of) => of["$ref"] is { } name ? Schema["$defs"]![((string)name!)["#/$defs/".Length..]]!.AsObject() : of;
}
