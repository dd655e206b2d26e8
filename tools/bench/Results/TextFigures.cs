using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Results;

/// <summary>A benchmark that prints its figures itself, as an object: its lines.</summary>
internal static class TextFigures
{
    /// <summary>Runs it and keeps what it prints.</summary>
    public static async Task<(JsonObject Json, int Failures)> Of(Benchmark benchmark, Arguments arguments)
    {
        var text = new StringWriter();
        var report = new Report(text);
        await benchmark.Run(arguments, report);
        var lines = text.ToString().TrimEnd('\n').Split('\n');
        return (new JsonObject { ["name"] = benchmark.Name, ["what"] = benchmark.What, ["lines"] = new JsonArray([.. lines.Select(l => (JsonNode)l)]), ["wrong"] = report.Failures }, report.Failures);
    }
}
