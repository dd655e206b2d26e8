using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using StreamEngine.Cli.Serving.Metrics;

namespace StreamEngine.Cli.Serving;

/// <summary>MCP by streamable HTTP, without sessions: each request is answered for itself, so there is nothing to keep of a client, to run out of, or to take over.</summary>
internal sealed class McpEndpoint(ReportTool tool, ServingMeter meter)
{
    private const string NoMessage = """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the body is no JSON-RPC message"}}""";
    private const string OtherMethod = """{"jsonrpc":"2.0","id":null,"error":{"code":-32020,"message":"the header Mcp-Method is not the method of the body"}}""";
    private const string VersionHeader = "MCP-Protocol-Version";
    private const string MethodHeader = "Mcp-Method";

    /// <summary>The route.</summary>
    public IReadOnlyList<Route> All => [new("POST", "/mcp", Post)];

    /// <summary>Answers a POST of one message.</summary>
    private async Task Post(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var (request, response) = (context.Request, context.Response);
        if (!request.HasJsonContentType())
        {
            meter.Message(null, "refused", started);
            await HttpAnswer.Refuse(response, "bad_request", StatusCodes.Status415UnsupportedMediaType, "the body must be application/json");
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

        var method = message switch { JsonRpcRequest asked => asked.Method, JsonRpcNotification told => told.Method, _ => null };
        var named = request.Headers[MethodHeader];
        if (message is null || (named.Count > 0 && named != method))
        {
            meter.Message(null, "refused", started);
            await HttpAnswer.Json(response, StatusCodes.Status400BadRequest, Encoding.UTF8.GetBytes(message is null ? NoMessage : OtherMethod));
            return;
        }

        if (request.Headers[VersionHeader] is [{ } version])
        {
            message.Context = new JsonRpcMessageContext { ProtocolVersion = version };
        }

        var outcome = "ok";
        var options = tool.Server();
        options.Filters.Message.OutgoingFilters.Add(next => (sent, stop) =>
        {
            outcome = IsFailure(sent.JsonRpcMessage) ? "error" : outcome;
            return next(sent, stop);
        });
        await Answer(context, message, options);
        meter.Message(method, outcome, started);
    }

    /// <summary>Whether an answer is an error of the protocol, or of a tool.</summary>
    private static bool IsFailure(JsonRpcMessage answer) =>
        answer is JsonRpcError || (answer is JsonRpcResponse { Result: JsonObject result } && result["isError"]?.GetValueKind() == JsonValueKind.True);

    private static async Task Answer(HttpContext context, JsonRpcMessage message, McpServerOptions options)
    {
        var response = context.Response;
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
