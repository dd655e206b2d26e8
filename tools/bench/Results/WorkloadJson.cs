using System.Text.Json.Nodes;
using StreamEngine.Bench.Workloads;

namespace StreamEngine.Bench.Results;

/// <summary>What a workload measured as an object.</summary>
internal static class WorkloadJson
{
    /// <summary>All but the single rounds.</summary>
    public static JsonObject Of(WorkloadResult result)
    {
        var hand = result.Contenders.FirstOrDefault(c => c.Role == Role.Hand);
        return new JsonObject
        {
            ["name"] = result.Name,
            ["what"] = result.What,
            ["definition"] = new JsonObject
            {
                ["measures"] = result.Definition,
                ["input"] = result.Arena.Input,
                ["rows"] = result.Arena.Rows,
                ["unit"] = result.Unit,
                ["warm_up_rounds"] = result.WarmUp,
                ["rounds"] = result.Rounds,
                ["statistic"] = "median of the rounds, the mean of the two in the middle where they are even; ratios round by round, then the median",
            },
            ["contenders"] = new JsonArray([.. result.Contenders.Select(c => (JsonNode)Contender(c, hand))]),
            ["ratios"] = new JsonObject(((IFigures)result).Ratios.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)BenchJson.Number(r.Value)))),
            ["goals"] = new JsonArray([.. Goals(result)]),
            ["notes"] = new JsonObject(result.Arena.Notes(result.Contenders).Select(n => KeyValuePair.Create(n.Name, (JsonNode?)n.Value))),
            ["wrong"] = new JsonArray([.. result.Wrong.Select(w => (JsonNode)w)]),
            ["noise"] = BenchJson.Of(result.Noise),
        };
    }

    private static JsonObject Contender(ContenderResult contender, ContenderResult? hand) => new()
    {
        ["name"] = contender.Name,
        ["role"] = contender.Role.ToString().ToLowerInvariant(),
        ["rows"] = contender.Rows,
        ["ns_per_row"] = BenchJson.Number(contender.Median),
        ["min_ns_per_row"] = BenchJson.Number(contender.Min),
        ["max_ns_per_row"] = BenchJson.Number(contender.Max),
        ["cpu_ns_per_row"] = BenchJson.Number(contender.Cpu),
        ["bytes_per_row"] = BenchJson.Number(contender.BytesPerRow),
        ["times_hand"] = hand is null ? null : BenchJson.Number(contender.Against(hand)),
    };

    private static IEnumerable<JsonNode> Goals(WorkloadResult result) =>
    [
        .. result.Ratios.Select(r => Goal($"{r.Goal.Fast} / {r.Goal.Against}", r.Ratio, r.Goal.AtLeast)),
        .. result.Arena.Rates.Select(r => Goal($"{r.Contender}, M {result.Unit}/s", result.Find(r.Contender)?.MillionRows, r.AtLeast / 1e6)),
    ];

    private static JsonObject Goal(string what, double? figure, double atLeast) => new()
    {
        ["goal"] = what,
        ["at_least"] = BenchJson.Number(atLeast),
        ["figure"] = figure is { } f ? BenchJson.Number(f) : null,
        ["reached"] = figure >= atLeast,
    };
}
