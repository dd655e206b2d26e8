using System.Text.Json.Nodes;

namespace StreamEngine.Cli.Serving;

/// <summary>How the parts of a server are.</summary>
/// <param name="Pipeline"><c>running</c>, <c>ended</c> (its sources have, the last reports are served on) or <c>failed</c>.</param>
/// <param name="Cache"><c>ok</c>, <c>slow</c> or <c>unavailable</c>.</param>
/// <param name="Sources"><c>ok</c>, <c>silent</c> (a live run got no event for 5 s) or <c>ended</c>.</param>
/// <param name="Reports">Symbols with a report.</param>
internal sealed record ServerHealth(string Pipeline, string Cache, string Sources, int Reports)
{
    /// <summary>Whether reports are served.</summary>
    public bool IsOk => Pipeline != "failed" && Cache == "ok";

    /// <summary><c>{"status":"ok","components":{"pipeline":"running","cache":"ok","sources":"ok"},"reports":2}</c>.</summary>
    public string Json => new JsonObject
    {
        ["status"] = IsOk ? "ok" : "unavailable",
        ["components"] = new JsonObject { ["pipeline"] = Pipeline, ["cache"] = Cache, ["sources"] = Sources },
        ["reports"] = Reports,
    }.ToJsonString();
}
