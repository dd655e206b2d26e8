using System.Text.Json.Nodes;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Reference;

/// <summary>
/// A comparison of recordings, for programs. Keys: <c>equal</c>, <c>a</c> and <c>b</c> (file, rows), <c>schema</c> (sentences), <c>differing</c>, <c>only_a</c>, <c>only_b</c>, <c>columns</c> (pairs that differ, by
/// column), <c>first</c> (row_a, row_b, column, a, b, cells). Values are texts, as they are compared.
/// </summary>
internal static class DiffJson
{
    public static JsonObject Of(string a, string b, DiffResult diff) => new()
    {
        ["equal"] = diff.IsEqual,
        ["a"] = new JsonObject { ["file"] = a, ["rows"] = diff.RowsA },
        ["b"] = new JsonObject { ["file"] = b, ["rows"] = diff.RowsB },
        ["schema"] = new JsonArray([.. diff.Schema.Select(s => JsonValue.Create(s))]),
        ["differing"] = diff.Differing,
        ["only_a"] = diff.OnlyA,
        ["only_b"] = diff.OnlyB,
        ["columns"] = new JsonObject(diff.ByColumn.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)JsonValue.Create(c.Value)))),
        ["first"] = diff.First is { } first ? Row(first) : null,
    };

    private static JsonObject Row(DiffRow row)
    {
        var cell = row.IsPair ? row.Cells.First(c => c.Differs) : null;
        return new JsonObject
        {
            ["row_a"] = row.RowA,
            ["row_b"] = row.RowB,
            ["column"] = cell?.Column,
            ["a"] = cell?.A,
            ["b"] = cell?.B,
            ["cells"] = new JsonArray([.. row.Cells.Select(c => new JsonObject { ["column"] = c.Column, ["a"] = c.A, ["b"] = c.B, ["differs"] = c.Differs })]),
        };
    }
}
