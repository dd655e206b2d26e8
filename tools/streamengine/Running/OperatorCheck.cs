using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Conformance;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Running;

/// <summary>Runs the conformance suite on operators and prints which promises they keep.</summary>
internal sealed class OperatorCheck(OperatorRegistry registry, Terminal terminal, bool json)
{
    private const int Seed = 20_261_121;

    /// <summary>Checks operators one by one.</summary>
    /// <returns>The exit code: 0, or 3 when a promise is broken.</returns>
    public int Run(IReadOnlyList<OperatorDescription> operators)
    {
        var width = operators.Max(o => o.Name.Length) + 2;
        var all = new JsonArray();
        var broken = 0;
        foreach (var operation in operators)
        {
            var results = new Suite(registry, operation, Seed).Check().ToList();
            broken += results.Exists(r => r.Broken is not null) ? 1 : 0;
            all.Add(Object(operation, results));
            if (!json)
            {
                Tell(operation, results, width);
            }
        }

        if (json)
        {
            terminal.Out.WriteLine(JsonText.Of(new JsonObject { ["ok"] = broken == 0, ["operators"] = all }));
        }
        else if (broken > 0)
        {
            terminal.Error.WriteLine($"{Numbers.Counted(broken, "operator")} of {operators.Count} broke a promise");
        }

        return broken == 0 ? ExitCodes.Ok : ExitCodes.TestsFailed;
    }

    private static JsonObject Object(OperatorDescription operation, List<PromiseResult> results) => new()
    {
        ["name"] = operation.Name,
        ["kind"] = operation.Kind.ToString().ToLowerInvariant(),
        ["plugin"] = operation.Plugin,
        ["ok"] = results.TrueForAll(r => r.Broken is null),
        ["promises"] = new JsonArray([.. results.Select(r => new JsonObject { ["promise"] = r.Promise, ["example"] = r.Example, ["broken"] = r.Broken })]),
    };

    private void Tell(OperatorDescription operation, List<PromiseResult> results, int width)
    {
        var kept = results.Count(r => r.Broken is null);
        terminal.Out.WriteLine(operation.Name.PadRight(width)
            + $"{(kept == results.Count ? "ok" : "BROKEN")}: {kept} of {Numbers.Counted(results.Count, "promise")} kept on {Numbers.Counted(operation.Examples.Count, "example")}");
        foreach (var result in results.Where(r => r.Broken is not null))
        {
            terminal.Out.WriteLine($"  {result.Promise}: no");
            foreach (var line in result.Broken!.Split('\n'))
            {
                terminal.Out.WriteLine($"    {line.TrimEnd('\r')}");
            }
        }
    }
}
