using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The command line as a process of its own, in the configuration of the tests.</summary>
internal static class CommandLine
{
    /// <summary>The program; to be started with <c>dotnet</c>.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "streamengine.dll");

    /// <summary>Runs the program to its end.</summary>
    public static Task<ChildProcess> Run(params IEnumerable<string> arguments) => ChildProcess.Run("dotnet", [Program, .. arguments], Patience.Hang);

    /// <summary>Runs a pipeline with <c>--json</c>; exit code 0 and a summary in which every row is accounted for, or the test fails.</summary>
    public static async Task<JsonNode> RunPipeline(string path, params (string Name, string Value)[] set)
    {
        var run = await Run(["run", path, "--until-idle", "--json", .. set.SelectMany(s => new[] { "--set", $"{s.Name}={s.Value}" })]);
        Assert.True(run.ExitCode == 0, run.Text);
        var summary = JsonNode.Parse(run.Output)!;
        Assert.True((bool)summary["accounted"]!, run.Text);
        return summary;
    }

    /// <summary>Rows of a node with a fate, from a summary.</summary>
    public static long Rows(this JsonNode summary, string node, string fate) =>
        (long)summary["nodes"]!.AsArray().Single(n => (string)n!["name"]! == node)![fate]!;
}
