using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The official JavaScript client of the Model Context Protocol, and ajv to hold what it gets to the published schema.</summary>
internal static class McpClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Starts a server, and asks it over standard input and output.</summary>
    public static Task<JsonNode> OverStdio(string symbols, params string[] arguments) => Ask([symbols, "dotnet", Path.Combine(AppContext.BaseDirectory, "streamengine.dll"), .. arguments]);

    private static async Task<JsonNode> Ask(string[] arguments)
    {
        var folder = RepositoryRoot.Combine("tests", "js-mcp");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "ajv")), "tests/js-mcp/node_modules is missing: install it with ./eng/setup.sh test");
        var ended = await ChildProcess.Run("node", [Path.Combine(folder, "client.mjs"), RepositoryRoot.Combine("schemas", "market-report-1.json"), "20000", .. arguments], Deadline);
        Assert.True(ended.ExitCode == 0, ended.Text);
        return JsonNode.Parse(ended.Output)!;
    }
}
