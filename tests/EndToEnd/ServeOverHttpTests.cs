using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using StreamEngine.Serving;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Market reports over HTTP, and what is refused there. One server for all, on a free port.</summary>
public sealed class ServeOverHttpTests(ServedMarket market) : IClassFixture<ServedMarket>
{
    private const string ToolList = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    [Fact]
    public async Task Report_IsTheJsonItself_AndFitsItsSchema()
    {
        var (status, body) = await Get("/get_report?symbol=BTCUSDT");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null(JsonSchema.Published("market-report-1").Fault(Encoding.UTF8.GetBytes(body)));
        Assert.Equal("BTCUSDT", (string)JsonNode.Parse(body)!["symbol"]!);
    }

    [Theory]
    [InlineData("/get_report?symbol=NOSUCH", 404, """{"error":{"code":"symbol_not_indexed","message":"there is no report of NOSUCH; there are BTCUSDT, ETHUSDT"}}""")]
    [InlineData("/get_report", 400, """{"error":{"code":"bad_argument","message":"give one argument, 'symbol': the name of a market, such as BTCUSDT"}}""")]
    [InlineData("/get_report?symbol=A&symbol=B", 400, """{"error":{"code":"bad_argument","message":"give one argument, 'symbol': the name of a market, such as BTCUSDT"}}""")]
    [InlineData("/get_report?symbol=BTCUSDT&path=/etc", 400, """{"error":{"code":"bad_argument","message":"give one argument, 'symbol': the name of a market, such as BTCUSDT"}}""")]
    [InlineData("/get_report?symbol=..%2F..%00", 400, """{"error":{"code":"bad_argument","message":"'symbol' is no name of a market: 1 to 64 letters, digits and - _ . / : such as BTCUSDT"}}""")]
    [InlineData("/etc/passwd", 404, """{"error":{"code":"not_found","message":"there are GET /get_report?symbol=, GET /symbols, GET /health, GET /pipeline, GET /metrics, POST /mcp, GET /, GET /page/ and GET /definitions"}}""")]
    [InlineData("/mcp", 405, """{"error":{"code":"method_not_allowed","message":"it must be POST"}}""")]
    public async Task WhatIsNotThere_IsRefused(string path, int status, string body) => Assert.Equal(((HttpStatusCode)status, body), await Get(path));

    [Fact]
    public async Task Health_NamesEachPart() =>
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok","components":{"pipeline":"running","cache":"ok","sources":"ok"},"reports":2}"""), await Get("/health"));

    [Fact]
    public async Task Symbols_AreThoseWithAReport() => Assert.Equal((HttpStatusCode.OK, """{"symbols":["BTCUSDT","ETHUSDT"]}"""), await Get("/symbols"));

    [Fact]
    public async Task Pipeline_TellsRowsByFate_HowTheLastSecondWasSpent_AndWhatWaits()
    {
        var pipeline = JsonNode.Parse((await Get("/pipeline")).Body)!;
        Assert.Equal(("market-report", "live", "running", true), ((string)pipeline["name"]!, (string)pipeline["clock"]!, (string)pipeline["state"]!, (bool)pipeline["simulated"]!));
        var nodes = pipeline["nodes"]!.AsArray().Select(n => n!).ToList();
        foreach (var node in nodes)
        {
            Assert.Equal((long)node["in"]!, new[] { "used", "filtered", "late", "rejected", "error", "pending" }.Sum(fate => (long)node[fate]!));
            Assert.Equal(1, new[] { "busy", "idle", "backpressured" }.Sum(share => (double)node[share]!), 9);
        }

        Assert.True((long)nodes.Single(n => (string)n["name"]! == "exchange")["out"]! > 0);
        var names = nodes.Select(n => (string)n["name"]!).ToHashSet();
        Assert.All(pipeline["edges"]!.AsArray(), e => Assert.True(names.Contains((string)e!["from"]!) && names.Contains((string)e["to"]!)));
        var written = pipeline["edges"]!.AsArray().Single(e => (string)e!["to"]! == "cache")!;
        Assert.Equal(("report", "", "in", 8192L), ((string)written["from"]!, (string)written["port"]!, (string)written["role"]!, (long)written["limit_rows"]!));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example:80")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task RequestOfAnotherHostOrOrigin_IsForbidden(string header, string value)
    {
        foreach (var request in new[] { new HttpRequestMessage(HttpMethod.Get, "/get_report?symbol=BTCUSDT"), Post(ToolList) })
        {
            request.Headers.Add(header, value);
            Assert.Equal((HttpStatusCode.Forbidden, """{"error":{"code":"forbidden","message":"requests come from this machine, by the name localhost or 127.0.0.1, and from no page of another origin"}}"""),
                await Send(request));
        }
    }

    [Fact]
    public async Task PageOfThisMachine_MayAsk()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("Origin", "http://localhost:3000");
        Assert.Equal(HttpStatusCode.OK, (await Send(request)).Status);
    }

    [Theory]
    [InlineData("not json", "application/json", 400)]
    [InlineData("{}", "application/json", 400)]
    [InlineData("[1,2]", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData(ToolList, "text/plain", 415)]
    public async Task BodyThatIsNoMessage_IsRefused(string body, string type, int status) => Assert.Equal((HttpStatusCode)status, (await Send(Post(body, type))).Status);

    [Fact]
    public async Task BodyThatIsTooLarge_IsRefused() =>
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, """{"error":{"code":"bad_request","message":"the request is too large, too slow or broken off"}}"""),
            await Send(Post($"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{new string('x', 70_000)}\"}}")));

    [Fact]
    public async Task PortThatIsTaken_IsAnError()
    {
        using var run = new Interrupted("serve", "pipelines/market-report.yaml", "--http", $"{market.Address.Port}");
        Assert.Equal(74, await run.ExitCode());
    }

    [Fact]
    public async Task CtrlC_EndsServingAndTheRun()
    {
        using var run = new Interrupted("serve", "pipelines/market-report.yaml", "--http", "0");
        await run.LineStarting(run.Error, "serving ");
        await run.Interrupt();
        Assert.Equal(0, await run.ExitCode());
    }

    [Fact]
    public async Task Server_ListensOnTheLoopbackAddressAlone()
    {
        var others = Dns.GetHostAddresses(Dns.GetHostName()).Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        foreach (var address in others)
        {
            using var socket = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(address, market.Address.Port));
        }
    }

    [Fact]
    public async Task ClientThatIsNotOurs_ListsAndCallsTheTool()
    {
        var seen = await McpClient.OverHttp("BTCUSDT,ETHUSDT", new Uri(market.Address, "/mcp"));
        McpClient.AssertServed(seen, "BTCUSDT", "ETHUSDT");
    }

    [Fact]
    public async Task ManyAtOnce_AreAllAnswered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? Get("/get_report?symbol=ETHUSDT") : Send(Post(ToolList))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
    }

    private static HttpRequestMessage Post(string body, string type = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        return request;
    }

    private Task<(HttpStatusCode Status, string Body)> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    private async Task<(HttpStatusCode Status, string Body)> Send(HttpRequestMessage request)
    {
        using var answer = await market.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
