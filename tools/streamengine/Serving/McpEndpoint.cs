using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace StreamEngine.Cli.Serving;

/// <summary>MCP by streamable HTTP, without sessions: each request is answered for itself, so there is nothing to keep of a client, to run out of, or to take over.</summary>
internal sealed class McpEndpoint(McpServerOptions options)
{
    private const string NoMessage = """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the body is no JSON-RPC message"}}""";

    /// <summary>Answers a POST of one message.</summary>
    public async Task Post(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!request.HasJsonContentType())
        {
            response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        JsonRpcMessage? message;
        try
        {
            message = await JsonSerializer.DeserializeAsync<JsonRpcMessage>(request.Body, McpJsonUtilities.DefaultOptions, context.RequestAborted);
        }
        catch (JsonException)
        {
            message = null;
        }

        if (message is null)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            response.ContentType = "application/json";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(NoMessage), context.RequestAborted);
            return;
        }

        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, options);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var running = server.RunAsync(over.Token);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        if (!await transport.HandlePostRequestAsync(message, response.Body, context.RequestAborted))
        {
            response.ContentType = null;
            response.StatusCode = StatusCodes.Status202Accepted;
        }

        await over.CancelAsync();
        await Ended(running);
    }

    private static async Task Ended(Task running)
    {
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // the answer is out: the server of this request has nothing left to do
        }
    }
}
