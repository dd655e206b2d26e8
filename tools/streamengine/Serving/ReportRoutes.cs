using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StreamEngine.Cli.Serving;

/// <summary>Reports over HTTP: <c>GET /get_report?symbol=</c>, and <c>GET /symbols</c> for those there are.</summary>
internal sealed class ReportRoutes(ReportDesk desk)
{
    /// <summary>The routes.</summary>
    public IReadOnlyList<Route> All =>
    [
        new("GET", "/get_report", Report) { Shown = "/get_report?symbol=" },
        new("GET", "/symbols", Symbols),
    ];

    private async Task Report(HttpContext context)
    {
        var query = context.Request.Query;
        var symbols = query["symbol"];
        var answer = await desk.Report(query.Count == 1 && symbols.Count == 1 ? symbols[0] : null, context.RequestAborted);
        await (answer.Fault is { } fault ? HttpAnswer.Fault(context.Response, fault) : HttpAnswer.Json(context.Response, StatusCodes.Status200OK, answer.Json));
    }

    private async Task Symbols(HttpContext context)
    {
        var (symbols, fault) = await desk.Symbols(context.RequestAborted);
        await (fault is not null
            ? HttpAnswer.Fault(context.Response, fault)
            : HttpAnswer.Json(context.Response, StatusCodes.Status200OK, Encoding.UTF8.GetBytes(new JsonObject { ["symbols"] = new JsonArray([.. symbols.Select(s => JsonValue.Create(s))]) }.ToJsonString())));
    }
}
