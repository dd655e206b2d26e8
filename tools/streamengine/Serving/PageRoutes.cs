using Microsoft.AspNetCore.Http;

namespace StreamEngine.Cli.Serving;

/// <summary>The page for people: <c>GET /</c> and its parts under <c>/page/</c>, and <c>GET /definitions</c>. Asks for nothing from elsewhere and lets the browser ask for nothing from elsewhere.</summary>
/// <param name="definitions">What the numbers mean, JSON.</param>
internal sealed class PageRoutes(ReadOnlyMemory<byte> definitions)
{
    private const string Policy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string Start = "index.html";
    private const string Folder = "/page/";

    private readonly IReadOnlyDictionary<string, PageFile> _files = PageFile.All();

    /// <summary>The routes.</summary>
    public IReadOnlyList<Route> All =>
    [
        new("GET", "/", context => Send(context, Start)),
        new("GET", Folder, context => Send(context, context.Request.Path.Value![Folder.Length..])),
        new("GET", "/definitions", context => HttpAnswer.Json(context.Response, StatusCodes.Status200OK, definitions)),
    ];

    private Task Send(HttpContext context, string name)
    {
        var response = context.Response;
        if (!_files.TryGetValue(name, out var file))
        {
            return HttpAnswer.Refuse(response, "not_found", StatusCodes.Status404NotFound, "the page has no such part");
        }

        response.Headers.ETag = file.Tag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.Headers.IfNoneMatch.Contains(file.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.Type;
        response.ContentLength = file.Content.Length;
        return response.Body.WriteAsync(file.Content, context.RequestAborted).AsTask();
    }
}
