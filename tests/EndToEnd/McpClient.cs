using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The official JavaScript client of the Model Context Protocol, and ajv to hold what it gets to the published schema.</summary>
internal static class McpClient
{
    /// <summary>Starts a server, and asks it over standard input and output.</summary>
    public static Task<JsonNode> OverStdio(string symbols, params string[] arguments) => Ask([symbols, "dotnet", Path.Combine(AppContext.BaseDirectory, "streamengine.dll"), .. arguments]);

    /// <summary>Asks a server over HTTP.</summary>
    public static Task<JsonNode> OverHttp(string symbols, Uri address) => Ask([symbols, address.ToString()]);

    /// <summary>Holds what the client saw to what is promised: one tool that only reads, valid reports of these symbols and no others, and refusals by their names.</summary>
    public static void AssertServed(JsonNode seen, params string[] symbols)
    {
        var tool = Assert.Single(seen["tools"]!.AsArray())!;
        Assert.Equal("get_report", (string)tool["name"]!);
        Assert.Equal("""{"title":"Market report","readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false}""", tool["annotations"]!.ToJsonString());
        Assert.Equal("object", (string)tool["outputSchema"]!["type"]!);
        Assert.Equal(symbols, seen["reports"]!.AsArray().Select(r => (string)r!["report"]!["symbol"]!));
        Assert.All(seen["reports"]!.AsArray(), r => Assert.Equal("[]", r!["faults"]!.ToJsonString()));
        Assert.All(seen["reports"]!.AsArray(), r => Assert.True((bool)r!["same"]!, "the text copy is not the structured content"));
        Assert.True((bool)seen["found"]!, "the validator finds no fault in a report that has one");
        var refused = seen["refused"]!;
        Assert.Equal($$$"""{"error":{"code":"symbol_not_indexed","message":"there is no report of NOSUCH; there are {{{string.Join(", ", symbols)}}}"}}""", (string)refused["unknown"]!["text"]!);
        Assert.All(["missing", "odd", "number", "more"], bad => Assert.Equal("bad_argument", (string)JsonNode.Parse((string)refused[bad]!["text"]!)!["error"]!["code"]!));
        Assert.All(["unknown", "missing", "odd", "number", "more"], bad => Assert.True((bool)refused[bad]!["isError"]!));
        Assert.Equal(-32602, (int)refused["tool"]!["thrown"]!);
    }

    /// <summary>What a script beside the client says.</summary>
    public static async Task<string> Node(string script, params string[] arguments)
    {
        var folder = RepositoryRoot.Combine("tests", "js-mcp");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "ajv")), "tests/js-mcp/node_modules is missing: install it with ./eng/setup.sh test");
        var ended = await ChildProcess.Run("node", [Path.Combine(folder, script), .. arguments], Patience.Hang);
        Assert.True(ended.ExitCode == 0, ended.Text);
        return ended.Output;
    }

    private static async Task<JsonNode> Ask(string[] arguments) => JsonNode.Parse(await Node("client.mjs", [RepositoryRoot.Combine("schemas", "market-report-1.json"), "20000", .. arguments]))!;
}
