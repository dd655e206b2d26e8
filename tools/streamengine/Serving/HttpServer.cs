using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using StreamEngine.Cli.Serving.Metrics;

namespace StreamEngine.Cli.Serving;

/// <summary>
/// What is served over HTTP: a table of routes. Listens on the loopback address; a request that names another host, or comes from a page of another origin, is
/// refused, so that no web page can reach it by a name that resolves here.
/// </summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private const int LongestBody = 64 * 1024;
    private const int LongestTarget = 4 * 1024;
    private const int MostConnections = 1_000;

    private readonly WebApplication _application;

    private HttpServer(WebApplication application) => _application = application;

    /// <summary>Where it listens: <c>http://127.0.0.1:7070</c>.</summary>
    public string Address => _application.Urls.First();

    /// <summary>Listens on a port of the loopback address.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="routes">What can be asked for.</param>
    /// <param name="meter">Measures the answers.</param>
    /// <param name="tell">Told what fails here; it is nobody else's.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<HttpServer> Listen(int port, RouteTable routes, ServingMeter meter, Action<string> tell)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Bound(options, port));
        builder.Services.AddLogging();
        var application = builder.Build();
        var rates = new RequestRates(TimeProvider.System);
        application.Run(async context =>
        {
            var started = Stopwatch.GetTimestamp();
            await Handle(context, routes, rates, tell);
            meter.Answered(routes.LabelOf(context.Request.Path.Value), context.Response.StatusCode, started);
        });
        await application.StartAsync();
        return new HttpServer(application);
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

    private static async Task Handle(HttpContext context, RouteTable routes, RequestRates rates, Action<string> tell)
    {
        try
        {
            if (!rates.Take(context))
            {
                context.Response.Headers.RetryAfter = "1";
                await HttpAnswer.Refuse(context.Response, "rate_limited", StatusCodes.Status429TooManyRequests, $"more than {RequestRates.PerClient} requests a second of one client, or {RequestRates.Overall} of all: ask again in a second");
                return;
            }

            await (IsOurs(context.Request)
                ? routes.Answer(context)
                : HttpAnswer.Refuse(context.Response, "forbidden", StatusCodes.Status403Forbidden, "requests come from this machine, by the name localhost or 127.0.0.1, and from no page of another origin"));
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await HttpAnswer.Refuse(context.Response, "bad_request", bad.StatusCode, "the request is too large, too slow or broken off");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // nobody waits for the answer
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            tell($"a request to {routes.LabelOf(context.Request.Path.Value)} failed: {failure}");
            await HttpAnswer.Refuse(context.Response, "internal", StatusCodes.Status500InternalServerError, "the request could not be answered");
        }
    }
}
