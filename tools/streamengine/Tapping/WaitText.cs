using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Tapping;

/// <summary>What merges wait for, for people and programs.</summary>
internal static class WaitText
{
    /// <summary><c>x waits for quotes: 1,024 rows held, 1.25 s of stream time behind</c>.</summary>
    public static string Of(MergeWait wait) => Of(wait.Node, wait.Input, wait.Held, wait.BehindNs);

    /// <summary>The same of what <see cref="Json"/> wrote.</summary>
    public static string Of(string node, string input, long held, long? behindNs) =>
        $"{node} waits for {input}: {Numbers.Count(held)} {(held == 1 ? "row" : "rows")} held, "
        + (behindNs is not { } behind ? "it has brought nothing yet" : behind <= 0 ? "it may still bring rows of the same instant" : $"{Numbers.Span(behind)} of stream time behind");

    /// <summary>An array of objects with <c>node</c>, <c>input</c>, <c>held</c> (rows), <c>from</c>, <c>to</c> (stream time, ns) and <c>behind_ns</c>; <c>from</c> and <c>behind_ns</c> are null for an input that has said nothing.</summary>
    public static JsonArray Json(IEnumerable<MergeWait> waits) => new([.. waits.Select(w => new JsonObject
    {
        ["node"] = w.Node,
        ["input"] = w.Input,
        ["held"] = w.Held,
        ["from"] = w.BehindNs is null ? null : w.From,
        ["to"] = w.To,
        ["behind_ns"] = w.BehindNs,
    })]);
}
