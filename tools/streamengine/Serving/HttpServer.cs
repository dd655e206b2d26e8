using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace StreamEngine.Cli.Serving;

/// <summary>
/// Reports over HTTP: <c>GET /get_report?symbol=</c>, <c>GET /health</c>, and MCP by streamable HTTP at <c>/mcp</c>. Listens on the loopback address; a request that names another host, or comes from a page of another origin, is
/// refused, so that no web page can reach it by a name that resolves here.
/// </summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private const int LongestBody = 64 * 1024;
    private const int LongestTarget = 4 * 1024;
    private const int MostConnections = 1_000;

    private readonly WebApplication _application;
    private readonly ReportDesk _desk;
    private readonly McpEndpoint _mcp;
    private readonly Func<ServerHealth> _health;

    private HttpServer(WebApplication application, ReportDesk desk, Func<ServerHealth> health)
    {
        _application = application;
        _desk = desk;
        _health = health;
        _mcp = new McpEndpoint(new ReportTool(desk).Server());
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:7070</c>.</summary>
    public string Address => _application.Urls.First();

    /// <summary>Listens on a port of the loopback address.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="desk">Answers.</param>
    /// <param name="health">Tells how the parts are.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<HttpServer> Listen(int port, ReportDesk desk, Func<ServerHealth> health)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Bound(options, port));
        builder.Services.AddLogging();
        var application = builder.Build();
        var server = new HttpServer(application, desk, health);
        application.Run(server.Handle);
        await application.StartAsync();
        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Bound(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;
        options.Listen(IPAddress.Loopback, port);
        options.Limits.MaxRequestBodySize = LongestBody;
        options.Limits.MaxRequestLineSize = LongestTarget;
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    /// <summary>Whether a request names this machine, and comes from no page of another origin.</summary>
    private static bool IsOurs(HttpRequest request) =>
        IsLoopback(request.Host.Host) && request.Headers.Origin.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsLoopback(from.Host));

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]";

    private static Task Refuse(HttpResponse response, string code, int status, string message) => Json(response, status, Encoding.UTF8.GetBytes(new ReportFault(code, status, message).Json));

    private static Task Json(HttpResponse response, int status, ReadOnlyMemory<byte> json)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.Body.WriteAsync(json).AsTask();
    }

    private async Task Handle(HttpContext context)
    {
        try
        {
            await Route(context);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Refuse(context.Response, "bad_request", bad.StatusCode, "the request is too large, too slow or broken off");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // nobody waits for the answer
        }
    }

    private Task Route(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!IsOurs(request))
        {
            return Refuse(response, "forbidden", StatusCodes.Status403Forbidden, "requests come from this machine, by the name localhost or 127.0.0.1, and from no page of another origin");
        }

        switch (request.Path.Value)
        {
            case "/get_report" when HttpMethods.IsGet(request.Method):
                return Report(request, response, context.RequestAborted);
            case "/health" when HttpMethods.IsGet(request.Method):
                return Health(response);
            case "/mcp" when HttpMethods.IsPost(request.Method):
                return _mcp.Post(context);
            case "/get_report" or "/health" or "/mcp":
                response.Headers.Allow = request.Path.Value == "/mcp" ? "POST" : "GET";
                return Refuse(response, "method_not_allowed", StatusCodes.Status405MethodNotAllowed, $"it must be {response.Headers.Allow}");
            default:
                return Refuse(response, "not_found", StatusCodes.Status404NotFound, "there are GET /get_report?symbol=, GET /health and POST /mcp");
        }
    }

    private async Task Report(HttpRequest request, HttpResponse response, CancellationToken stop)
    {
        var symbols = request.Query["symbol"];
        var answer = await _desk.Report(request.Query.Count == 1 && symbols.Count == 1 ? symbols[0] : null, stop);
        await (answer.Fault is { } fault ? Json(response, fault.Status, Encoding.UTF8.GetBytes(fault.Json)) : Json(response, StatusCodes.Status200OK, answer.Json));
    }

    private Task Health(HttpResponse response)
    {
        var health = _health();
        return Json(response, health.IsOk ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, Encoding.UTF8.GetBytes(health.Json));
    }
}
