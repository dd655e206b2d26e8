using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay.Verification;

namespace StreamEngine.Cli.Reference;

/// <summary>A search for look-ahead, for programs.</summary>
internal static class LookAheadJson
{
    public static JsonObject Of(string file, LookAheadResult result, LookAheadOptions options) => new()
    {
        ["file"] = file,
        ["ok"] = result.Found.Count == 0,
        ["cuts"] = result.Cuts,
        ["seed"] = options.Seed,
        ["sources"] = new JsonObject(result.Sources.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
        ["sinks"] = new JsonArray([.. result.Sinks.Select(s => new JsonObject { ["sink"] = s.Sink, ["rows"] = s.Rows, ["least"] = s.Least, ["most"] = s.Most, ["compared"] = s.Compared })]),
        ["found"] = new JsonArray([.. result.Found.Select(Found)]),
    };

    private static JsonObject Found(LookAhead found) => new()
    {
        ["kind"] = found.Kind.ToString().ToLowerInvariant(),
        ["sink"] = found.Sink.Length == 0 ? null : found.Sink,
        ["node"] = found.Node,
        ["cut"] = found.Number,
        ["stopped"] = found.Cut.ToString(),
        ["row"] = found.Row,
        ["at"] = found.At,
        ["at_text"] = UtcTime.Text(found.At),
        ["failure"] = found.Failure?.Message,
        ["cells"] = new JsonArray([.. found.Cells.Select(c => new JsonObject { ["column"] = c.Column, ["cut"] = c.A, ["full"] = c.B, ["differs"] = c.Differs })]),
    };
}
