using System.Text.Json.Nodes;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Reference;

/// <summary>
/// What is in a recording, for programs. Keys: <c>file</c>, <c>form</c>, <c>schema</c>, <c>columns</c> (name, type, nullable, unit), <c>rows</c>, <c>first_ns</c>, <c>last_ns</c>,
/// <c>span_ns</c>, <c>kinds</c>, <c>symbols</c>, <c>snapshots</c>, <c>depth_gaps</c>, <c>back_steps</c>, <c>largest_back_step_ns</c>, <c>longest_silence_ns</c>, <c>damaged</c>, <c>findings</c>.
/// </summary>
internal static class InspectionJson
{
    public static JsonObject Of(Inspection inspection) => new()
    {
        ["file"] = inspection.File,
        ["form"] = inspection.Form,
        ["schema"] = inspection.Schema,
        ["columns"] = new JsonArray([.. inspection.Columns.Select(c => new JsonObject { ["name"] = c.Name, ["type"] = c.Type, ["nullable"] = c.Nullable, ["unit"] = c.Unit })]),
        ["rows"] = inspection.Rows,
        ["first_ns"] = inspection.First,
        ["last_ns"] = inspection.Last,
        ["span_ns"] = inspection.Last - inspection.First,
        ["kinds"] = Counts(inspection.ByKind),
        ["symbols"] = Counts(inspection.BySymbol),
        ["snapshots"] = inspection.Snapshots,
        ["depth_gaps"] = inspection.DepthGaps,
        ["back_steps"] = inspection.BackSteps,
        ["largest_back_step_ns"] = inspection.LargestBackStepNs,
        ["longest_silence_ns"] = inspection.LongestSilenceNs,
        ["damaged"] = inspection.Damaged,
        ["findings"] = new JsonArray([.. inspection.Findings.Select(f => JsonValue.Create(f))]),
    };

    private static JsonObject Counts(IReadOnlyDictionary<string, long> counts) =>
        new(counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => KeyValuePair.Create(c.Key, (JsonNode?)JsonValue.Create(c.Value))));
}
