using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Results;

/// <summary>A figure to reach or not to pass.</summary>
/// <param name="What">Which, with its unit.</param>
/// <param name="Figure">As measured; null when it could not be.</param>
/// <param name="AtLeast">Least that is asked; null where a most is.</param>
/// <param name="AtMost">Most that is asked.</param>
internal sealed record BoundGoal(string What, double? Figure, double? AtLeast, double? AtMost)
{
    /// <summary>Whether it holds.</summary>
    public bool IsReached => Figure >= (AtLeast ?? double.NegativeInfinity) && Figure <= (AtMost ?? double.PositiveInfinity);

    /// <summary>As an object.</summary>
    public JsonObject Json()
    {
        var json = new JsonObject { ["goal"] = What };
        json[AtLeast is null ? "at_most" : "at_least"] = BenchJson.Number(AtLeast ?? AtMost!.Value);
        json["figure"] = Figure is { } figure ? BenchJson.Number(figure) : null;
        json["reached"] = IsReached;
        return json;
    }
}
