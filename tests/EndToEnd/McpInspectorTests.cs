using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The inspector of the Model Context Protocol, by its command line: a second client that is not ours.</summary>
public sealed class McpInspectorTests(ServedMarket market) : IClassFixture<ServedMarket>
{
    [Fact]
    public async Task OverHttp_ItListsAndCallsTheTool()
    {
        string[] server = [new Uri(market.Address, "/mcp").ToString(), "--transport", "http"];
        AssertListed(await Inspect([.. server, "--method", "tools/list"]));
        var report = await Inspect([.. server, "--method", "tools/call", "--tool-name", "get_report", "--tool-arg", "symbol=ETHUSDT"]);
        Assert.Equal("ETHUSDT", (string)report["structuredContent"]!["symbol"]!);
        var refused = await Inspect([.. server, "--method", "tools/call", "--tool-name", "get_report", "--tool-arg", "symbol=NOSUCH"]);
        Assert.True((bool)refused["isError"]!);
    }

    [Fact]
    public async Task OverStandardStreams_ItListsAndCallsTheTool()
    {
        string[] server = ["dotnet", CommandLine.Program, "serve", "pipelines/market-report.yaml", "--profile", "replay", "--set", "rows=4000"];
        AssertListed(await Inspect([.. server, "--method", "tools/list"]));
        await Eventually.Holds(async () => (string?)(await Inspect([.. server, "--method", "tools/call", "--tool-name", "get_report", "--tool-arg", "symbol=BTCUSDT"]))["structuredContent"]?["symbol"] == "BTCUSDT", "the report of BTCUSDT");
    }

    private static void AssertListed(JsonNode answer)
    {
        var tool = Assert.Single(answer["tools"]!.AsArray())!;
        Assert.Equal(("get_report", true, "object"), ((string)tool["name"]!, (bool)tool["annotations"]!["readOnlyHint"]!, (string)tool["outputSchema"]!["type"]!));
    }

    private static async Task<JsonNode> Inspect(string[] arguments)
    {
        var program = RepositoryRoot.Combine("tests", "js-mcp", "node_modules", ".bin", "mcp-inspector");
        Assert.True(File.Exists(program), "tests/js-mcp/node_modules has no inspector: install it with ./eng/setup.sh test");
        var ended = await ChildProcess.Run("node", [program, "--cli", .. arguments], Patience.Hang);
        Assert.True(ended.ExitCode == 0, ended.Text);
        return JsonNode.Parse(ended.Output)!;
    }
}
