using Microsoft.AspNetCore.Http;

namespace StreamEngine.Cli.Serving;

/// <summary>All that can be asked for, in the order in which it is listed to who asks for something else.</summary>
internal sealed class RouteTable(IReadOnlyList<Route> routes)
{
    private readonly string _list = routes.Count == 1 ? $"{routes[0]}" : $"{string.Join(", ", routes.Take(routes.Count - 1))} and {routes[^1]}";

    /// <summary>The route that takes a path, as its metrics are labelled; <c>other</c> when there is none.</summary>
    public string LabelOf(string? path) => routes.FirstOrDefault(r => r.Takes(path ?? ""))?.Path ?? "other";

    /// <summary>Answers a request, or refuses it.</summary>
    public Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (routes.FirstOrDefault(r => r.Takes(request.Path.Value ?? "")) is not { } route)
        {
            return HttpAnswer.Refuse(response, "not_found", StatusCodes.Status404NotFound, $"there are {_list}");
        }

        if (HttpMethods.Equals(request.Method, route.Method))
        {
            return route.Answer(context);
        }

        response.Headers.Allow = route.Method;
        return HttpAnswer.Refuse(response, "method_not_allowed", StatusCodes.Status405MethodNotAllowed, $"it must be {route.Method}");
    }
}
