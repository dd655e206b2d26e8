using System.Text.Json.Nodes;
using StreamEngine.Replay;
using StreamEngine.Replay.Verification;

namespace StreamEngine.Cli.Reference;

/// <summary>
/// What <c>replay verify</c> found, for programs. Keys: <c>file</c>, <c>ok</c>, <c>runs</c> (batch, workers, speed, stretch_ns, build, gc, elapsed_s, failure, sinks, recordings), <c>sinks</c> (sink, stretch_ns, runs, rows,
/// contents, bytes: the hashes that occur), <c>differences</c> (sink, stretch_ns, expected_by, expected, found_by, found, row_a, row_b, column, a, b, search_ms).
/// </summary>
internal static class VerdictJson
{
    public static JsonObject Of(string file, Verdict verdict) => new()
    {
        ["file"] = file,
        ["ok"] = verdict.IsOne,
        ["runs"] = new JsonArray([.. verdict.Runs.Select(Run)]),
        ["sinks"] = new JsonArray([.. verdict.Sinks.Select(Sink)]),
        ["differences"] = new JsonArray([.. verdict.Disagreements.Select(Difference)]),
    };

    /// <summary>The runs of an object that <see cref="Of"/> made, in this process or another.</summary>
    public static IReadOnlyList<RunOutcome> Runs(JsonNode root) => [.. root["runs"]!.AsArray().Select(r => Run(r!))];

    private static JsonObject Run(RunOutcome run) => new()
    {
        ["batch"] = run.Conditions.Batch,
        ["workers"] = run.Conditions.Workers,
        ["speed"] = run.Conditions.Speed.ToString(),
        ["stretch_ns"] = run.Conditions.Stretch,
        ["build"] = run.Conditions.Build,
        ["gc"] = run.Conditions.Gc,
        ["elapsed_s"] = run.Elapsed.TotalSeconds,
        ["failure"] = run.Failure,
        ["sinks"] = new JsonArray([.. run.Sinks.Select(Outcome)]),
        ["recordings"] = new JsonObject(run.Recordings.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)r.Value))),
    };

    private static RunOutcome Run(JsonNode run)
    {
        PlaySpeed.TryParse((string)run["speed"]!, out var speed);
        var conditions = new RunConditions((int)run["batch"]!, (int)run["workers"]!, speed, (long?)run["stretch_ns"], (string)run["build"]!, (string)run["gc"]!);
        return new RunOutcome(conditions, [.. run["sinks"]!.AsArray().Select(s => Outcome(s!))], (string?)run["failure"], TimeSpan.FromSeconds((double)run["elapsed_s"]!))
        {
            Recordings = run["recordings"]!.AsObject().ToDictionary(r => r.Key, r => (string)r.Value!),
        };
    }

    private static JsonObject Outcome(SinkOutcome sink) => new() { ["sink"] = sink.Sink, ["rows"] = sink.Rows, ["content"] = sink.Content, ["bytes"] = sink.Bytes };

    private static SinkOutcome Outcome(JsonNode sink) => new((string)sink["sink"]!, (long)sink["rows"]!, (string)sink["content"]!, (string?)sink["bytes"]);

    private static JsonObject Sink(SinkAnswers sink) => new()
    {
        ["sink"] = sink.Sink,
        ["stretch_ns"] = sink.Stretch,
        ["runs"] = sink.Runs,
        ["rows"] = sink.Rows,
        ["contents"] = new JsonArray([.. sink.Contents.Select(c => JsonValue.Create(c))]),
        ["bytes"] = new JsonArray([.. sink.Bytes.Select(b => JsonValue.Create(b))]),
    };

    private static JsonObject Difference(Disagreement found)
    {
        var cell = found.First is { IsPair: true } pair ? pair.Cells.First(c => c.Differs) : null;
        return new JsonObject
        {
            ["sink"] = found.Sink,
            ["stretch_ns"] = found.Stretch,
            ["expected_by"] = found.ExpectedBy,
            ["expected"] = found.Expected is null ? null : Outcome(found.Expected),
            ["found_by"] = found.FoundBy,
            ["found"] = found.Found is null ? null : Outcome(found.Found),
            ["row_a"] = found.First?.RowA,
            ["row_b"] = found.First?.RowB,
            ["column"] = cell?.Column,
            ["a"] = cell?.A,
            ["b"] = cell?.B,
            ["search_ms"] = found.Search.TotalMilliseconds,
        };
    }
}
