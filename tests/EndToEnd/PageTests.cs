using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The page that <c>serve</c> gives out, in Debian's headless Chromium: every number held to the JSON of the same instant by a script that knows nothing of the page's own code. Pictures are in out/page.</summary>
public sealed class PageTests(ITestOutputHelper log)
{
    [Fact]
    public async Task EveryElement_IsThereAndRight_AndThePageComesBackByItself()
    {
        var seen = await Script("page.mjs", RepositoryRoot.Combine("out", "page"), "dotnet", CommandLine.Program);
        foreach (var step in seen["did"]!.AsArray())
        {
            log.WriteLine((string)step!);
        }

        Assert.Equal("[]", seen["faults"]!.ToJsonString());
        Assert.Equal(15, seen["did"]!.AsArray().Count);
        Assert.All(["1440-light", "1440-dark", "360-light", "360-dark"], name => Assert.True(new FileInfo(RepositoryRoot.Combine("out", "page", name + ".png")).Length > 10_000, name));
    }

    [Fact]
    public async Task EveryState_IsToldAndReadable_AndPlantedBugsAreFound()
    {
        var seen = await Script("planted.mjs");
        Assert.Equal("[]", seen["faults"]!.ToJsonString());
        Assert.Equal(9, seen["planted"]!.AsArray().Count);
        Assert.All(seen["planted"]!.AsArray(), bug => Assert.True((bool)bug!["isPlanted"]! && (bool)bug["found"]!, bug.ToJsonString()));
    }

    private static async Task<JsonNode> Script(string name, params string[] arguments)
    {
        var folder = RepositoryRoot.Combine("tests", "js-page");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "playwright-core")), "tests/js-page/node_modules is missing: install it with ./eng/setup.sh test");
        var ended = await ChildProcess.Run("node", [Path.Combine(folder, name), .. arguments], Patience.Hang);
        Assert.True(ended.ExitCode == 0, ended.Text);
        return JsonNode.Parse(ended.Output)!;
    }
}
