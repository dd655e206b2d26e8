using System.Text.Json.Nodes;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Reference;

/// <summary>
/// What is in a recording, for programs. Keys: <c>file</c>, <c>form</c>, <c>schema</c>, <c>columns</c> (name, type, nullable, unit, nulls, least, most), <c>rows</c>, <c>time_column</c>, <c>first_ns</c>,
/// <c>last_ns</c>, <c>span_ns</c>, <c>kind_column</c>, <c>kinds</c>, <c>symbols</c>, <c>gaps</c> (longest_ns, longest_behind_row, longest_from_ns, over_ns, count, total_ns), <c>disorder</c> (rows, most_ns,
/// first_row), <c>duplicates</c> (window, rows, first_row), <c>ids</c> (column, kind, least, most, missing, gaps, first_gap, repeated, back_steps, not_numbers), <c>snapshots</c>, <c>depth_gaps</c>,
/// <c>damaged</c>, <c>findings</c>.
/// </summary>
internal static class InspectionJson
{
    public static JsonObject Of(Inspection inspection) => new()
    {
        ["file"] = inspection.File,
        ["form"] = inspection.Form,
        ["schema"] = inspection.Schema,
        ["columns"] = new JsonArray([.. inspection.Columns.Select(Column)]),
        ["rows"] = inspection.Rows,
        ["time_column"] = inspection.TimeColumn,
        ["first_ns"] = inspection.First,
        ["last_ns"] = inspection.Last,
        ["span_ns"] = inspection.Last - inspection.First,
        ["kind_column"] = inspection.KindColumn,
        ["kinds"] = Counts(inspection.ByKind),
        ["symbols"] = Counts(inspection.BySymbol),
        ["gaps"] = Gaps(inspection),
        ["disorder"] = new JsonObject { ["rows"] = inspection.BackSteps, ["most_ns"] = inspection.LargestBackStepNs, ["first_row"] = RowOrNull(inspection.FirstBackStepRow) },
        ["duplicates"] = new JsonObject { ["window"] = inspection.Window, ["rows"] = inspection.Duplicates, ["first_row"] = RowOrNull(inspection.FirstDuplicateRow) },
        ["ids"] = new JsonArray([.. inspection.Ids.Select(Ids)]),
        ["snapshots"] = inspection.Snapshots,
        ["depth_gaps"] = inspection.DepthGaps,
        ["damaged"] = inspection.Damaged,
        ["findings"] = new JsonArray([.. inspection.Findings.Select(f => JsonValue.Create(f))]),
    };

    private static JsonObject Gaps(Inspection inspection) => new()
    {
        ["longest_ns"] = inspection.LongestSilenceNs,
        ["longest_behind_row"] = RowOrNull(inspection.LongestSilenceRow),
        ["longest_from_ns"] = inspection.LongestSilenceRow == 0 ? null : inspection.LongestSilenceAt,
        ["over_ns"] = inspection.GapNs,
        ["count"] = inspection.GapNs is null ? null : inspection.Gaps,
        ["total_ns"] = inspection.GapNs is null ? null : inspection.GapsNs,
    };

    private static JsonObject Column(InspectedColumn column) => new()
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["nullable"] = column.Nullable,
        ["unit"] = column.Unit,
        ["nulls"] = column.Nulls,
        ["least"] = column.Least,
        ["most"] = column.Most,
    };

    private static JsonObject Ids(IdFindings ids) => new()
    {
        ["column"] = ids.Column,
        ["kind"] = ids.Kind,
        ["least"] = ids.Least,
        ["most"] = ids.Most,
        ["missing"] = ids.Missing,
        ["gaps"] = ids.Gaps,
        ["first_gap"] = ids.FirstGap,
        ["repeated"] = ids.Repeated,
        ["back_steps"] = ids.BackSteps,
        ["not_numbers"] = ids.NotNumbers,
    };

    private static JsonValue? RowOrNull(long row) => row == 0 ? null : JsonValue.Create(row);

    private static JsonObject Counts(IReadOnlyDictionary<string, long> counts) =>
        new(counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => KeyValuePair.Create(c.Key, (JsonNode?)JsonValue.Create(c.Value))));
}
