using System.Text;
using Microsoft.AspNetCore.Http;

namespace StreamEngine.Cli.Serving;

/// <summary>The run behind the reports over HTTP: <c>GET /health</c> and <c>GET /pipeline</c>.</summary>
internal sealed class RunRoutes(ServedRun run)
{
    /// <summary>The routes.</summary>
    public IReadOnlyList<Route> All => [new("GET", "/health", Health), new("GET", "/pipeline", Pipeline)];

    private async Task Health(HttpContext context)
    {
        var health = await run.Health();
        await HttpAnswer.Json(context.Response, health.IsOk ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, Encoding.UTF8.GetBytes(health.Json));
    }

    private Task Pipeline(HttpContext context) => HttpAnswer.Json(context.Response, StatusCodes.Status200OK, PipelineText.Of(run, run.Sample));
}
