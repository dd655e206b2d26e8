using System.Text;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using StreamEngine.Cli.Screen;
using StreamEngine.Serving;

namespace StreamEngine.Cli.Serving;

/// <summary>The tool <c>get_report(symbol)</c> as language models call it, by the Model Context Protocol. There is no other: nothing writes.</summary>
internal sealed class ReportTool(ReportDesk desk)
{
    private const string Name = "get_report";

    private static readonly Tool Description = new()
    {
        Name = Name,
        Title = "Market report",
        Description = "What is known of one market now: prices, spread, 20 levels of the order book, order flow, anomalies (spoofing, icebergs, flash-crash risk), walls and gaps of the book, volume profile, a health score, "
            + "and how fresh the data are. Numbers are null while they are not known. Do not rely on prices when ingestion.status is not 'ok'.",
        InputSchema = Parse("""{"type":"object","properties":{"symbol":{"type":"string","minLength":1,"maxLength":64,"description":"The market, such as BTCUSDT"}},"required":["symbol"],"additionalProperties":false}"""u8),
        OutputSchema = Parse(JsonSchema.Published("market-report-1").Text.Span),
        Annotations = new ToolAnnotations { Title = "Market report", ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
    };

    /// <summary>A server with this tool.</summary>
    public McpServerOptions Server() => new()
    {
        ServerInfo = new Implementation { Name = "streamengine", Version = ShowVersion.Text },
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [Description] }),
            CallToolHandler = (request, stop) => Call(request.Params, stop),
        },
    };

    private static JsonElement Parse(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        return JsonElement.ParseValue(ref reader);
    }

    private async ValueTask<CallToolResult> Call(CallToolRequestParams? call, CancellationToken stop)
    {
        if (call?.Name != Name)
        {
            throw new McpProtocolException($"there is no such tool; there is {Name}", McpErrorCode.InvalidParams);
        }

        var arguments = call.Arguments ?? new Dictionary<string, JsonElement>();
        var symbol = arguments.Count == 1 && arguments.TryGetValue("symbol", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var answer = await desk.Report(symbol, stop);
        if (answer.Fault is { } fault)
        {
            return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = fault.Json }] };
        }

        return new CallToolResult { Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(answer.Json.Span) }], StructuredContent = Parse(answer.Json.Span) };
    }
}
