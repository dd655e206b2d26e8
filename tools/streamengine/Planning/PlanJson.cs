using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Planning;

/// <summary>
/// A plan for programs. Keys: <c>pipeline</c>, <c>profile</c>, <c>clock</c>, <c>changes</c> (path, before, after), <c>nodes</c>, <c>edges</c>, <c>sources</c>, <c>segments</c> (number, worker of a parallel node, parallelism, stages with kind, nodes, steps and cost: one_to_one, by_columns, why_not, allocates), <c>sinks</c>,
/// <c>boundaries</c> (name, rows, bytes, policy, cut_by, cut_at), <c>columns</c> (edge, read, sums of vectors read without their elements, pruned), <c>guarantees</c>, <c>edge_bytes</c>.
/// </summary>
internal static class PlanJson
{
    public static JsonObject Of(PlanView view) => new()
    {
        ["pipeline"] = view.Plan.Pipeline.Name,
        ["profile"] = view.Plan.Pipeline.Profile,
        ["clock"] = view.Plan.Pipeline.Clock.ToString().ToLowerInvariant(),
        ["changes"] = new JsonArray([.. view.Plan.Pipeline.Changes.Select(c => new JsonObject { ["path"] = c.Path, ["before"] = c.Before, ["after"] = c.After })]),
        ["nodes"] = view.Plan.Pipeline.Nodes.Count,
        ["edges"] = view.Edges,
        ["sources"] = Array(view.Plan.Sources.Keys.Select(n => n.Name)),
        ["segments"] = new JsonArray([.. Enumerable.Range(1, view.Plan.Segments).Select(number => new JsonObject
        {
            ["number"] = number,
            ["worker"] = view.Stages(number).FirstOrDefault(s => s.Worker > 0)?.Worker,
            ["parallelism"] = view.Stages(number).FirstOrDefault(s => s.Worker > 0)?.Workers ?? 1,
            ["stages"] = new JsonArray([.. view.Stages(number).Select(Stage)]),
        })]),
        ["sinks"] = Array(view.Plan.Sinks.Keys.Select(n => n.Name)),
        ["boundaries"] = new JsonArray([.. view.Plan.Boundaries.Select(b => new JsonObject
        {
            ["name"] = b.Name,
            ["rows"] = b.Limit.Rows,
            ["bytes"] = b.Limit.Bytes,
            ["policy"] = PolicyName.Of(b.Limit.Policy),
            ["cut_by"] = b.Reason.ToString().ToLowerInvariant(),
            ["cut_at"] = b.At.Name,
        })]),
        ["columns"] = new JsonArray([.. view.Streams.Select(s => new JsonObject
        {
            ["edge"] = PlanView.Name(s),
            ["read"] = Array(PlanView.Read(s)),
            ["sums"] = Array(s.Sums.Select(v => v.ToString())),
            ["pruned"] = Array(PlanView.Pruned(s)),
        })]),
        ["guarantees"] = PlanView.Guarantee,
        ["edge_bytes"] = view.EdgeBytes,
    };

    private static JsonObject Stage(PlanStage stage) => new()
    {
        ["kind"] = stage.Kind switch { PlanStageKind.Merge => "merge", PlanStageKind.Split => "split", PlanStageKind.Gather => "gather", PlanStageKind.Program => "fused", _ => "operator" },
        ["verb"] = stage.Kind == PlanStageKind.Operator ? stage.Node.Verb?.Name : null,
        ["nodes"] = Array(stage.Nodes.Select(n => n.Name)),
        ["steps"] = Array(stage.Steps.Select(PlanText.Step)),
        ["cost"] = Cost(StageCost.Of(stage)),
    };

    private static JsonObject Cost(StageCost cost) => new()
    {
        ["one_to_one"] = cost.OneToOne,
        ["by_columns"] = cost.ByColumns,
        ["why_not"] = cost.Why,
        ["allocates"] = cost.Allocates.ToString().ToLowerInvariant(),
    };

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
