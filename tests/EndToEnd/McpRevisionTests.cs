using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Which revisions of the Model Context Protocol are answered over HTTP, and how: messages as text, as the specifications write them.</summary>
public sealed class McpRevisionTests(ServedMarket market) : IClassFixture<ServedMarket>
{
    private const string Client2026 = "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientInfo\":{\"name\":\"t\",\"version\":\"1\"},\"io.modelcontextprotocol/clientCapabilities\":{}";

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task RevisionWithHandshake_IsAnsweredWithItself_AndServesTheTool(string revision)
    {
        var hello = (await Ask($$$$$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"{{{{{revision}}}}}","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"""))["result"]!;
        Assert.Equal((revision, "streamengine"), ((string)hello["protocolVersion"]!, (string)hello["serverInfo"]!["name"]!));
        var list = await Ask("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", ("MCP-Protocol-Version", revision));
        Assert.Equal("get_report", (string)Assert.Single(list["result"]!["tools"]!.AsArray())!["name"]!);
        var call = await Ask("""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"BTCUSDT"}}}""", ("MCP-Protocol-Version", revision));
        Assert.Equal("BTCUSDT", (string)call["result"]!["structuredContent"]!["symbol"]!);
    }

    [Fact]
    public async Task RevisionOf2026_NeedsNoHandshake_AndIsDiscovered()
    {
        var found = (await Ask($$$$$"""{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{{{{{{Client2026}}}}}}}}""", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "server/discover")))["result"]!;
        Assert.Equal("""["2026-07-28"]""", found["supportedVersions"]!.ToJsonString());
        Assert.Equal("""{"tools":{}}""", found["capabilities"]!.ToJsonString());
        Assert.Equal(("complete", 0, "private"), ((string)found["resultType"]!, (int)found["ttlMs"]!, (string)found["cacheScope"]!));
        var list = (await Ask($$$$$"""{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"_meta":{{{{{{Client2026}}}}}}}}""", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/list")))["result"]!;
        Assert.Equal(("complete", "get_report"), ((string)list["resultType"]!, (string)Assert.Single(list["tools"]!.AsArray())!["name"]!));
        var call = (await Ask($$$$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"ETHUSDT"},"_meta":{{{{{{Client2026}}}}}}}}""", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "get_report")))["result"]!;
        Assert.Equal(("complete", "ETHUSDT"), ((string)call["resultType"]!, (string)call["structuredContent"]!["symbol"]!));
    }

    [Fact]
    public async Task RevisionOf2026_IsRefusedInAHandshake() =>
        Assert.Equal("""{"supported":["2024-11-05","2025-03-26","2025-06-18","2025-11-25"],"requested":"2026-07-28"}""",
            (await Ask("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2026-07-28","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"""))["error"]!["data"]!.ToJsonString());

    [Fact]
    public async Task RevisionThereIsNot_IsRefused_OrAnsweredWithTheNewestOfAHandshake()
    {
        var refused = (await Ask("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2031-01-01"}}}""", ("MCP-Protocol-Version", "2031-01-01")))["error"]!;
        Assert.Equal((-32022, """{"supported":["2026-07-28"],"requested":"2031-01-01"}"""), ((int)refused["code"]!, refused["data"]!.ToJsonString()));
        var hello = await Ask("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"1999-01-01","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        Assert.Equal("2025-11-25", (string)hello["result"]!["protocolVersion"]!);
    }

    [Fact]
    public async Task RevisionOf2026WithoutCapabilities_IsToldWhatIsMissing()
    {
        var refused = (await Ask("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""", ("MCP-Protocol-Version", "2026-07-28")))["error"]!;
        Assert.Equal((-32602, "Requests using protocol version '2026-07-28' must include '_meta/io.modelcontextprotocol/clientCapabilities'."), ((int)refused["code"]!, (string)refused["message"]!));
    }

    [Theory]
    [InlineData("\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\",\"tracestate\":\"a=b\"")]
    [InlineData("\"traceparent\":\"not a trace\"")]
    [InlineData("\"traceparent\":{\"deep\":[1,2]},\"baggage\":7,\"x\":null")]
    public async Task TraceContext_IsTakenAndLeftAlone(string trace)
    {
        var call = await Ask($$$$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"BTCUSDT"},"_meta":{{{{{{trace}}}}}}}}""");
        Assert.Equal("BTCUSDT", (string)call["result"]!["structuredContent"]!["symbol"]!);
    }

    [Fact]
    public async Task Notification_IsAcceptedWithoutAnAnswer()
    {
        using var answer = await Post("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    private async Task<JsonNode> Ask(string message, params (string Name, string Value)[] headers)
    {
        using var answer = await Post(message, headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse((await answer.Content.ReadAsStringAsync()).Split('\n').Single(l => l.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..])!;
    }

    private async Task<HttpResponseMessage> Post(string message, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await market.Client.SendAsync(request);
    }
}
