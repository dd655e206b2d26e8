using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Testing;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>test [PATH…]</c>: runs the cases of pipeline files.</summary>
internal sealed class TestVerb : Verb
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "pipeline files, test files or folders", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _filter = new("--filter") { HelpName = "TEXT", Description = "only cases whose name or file has this text" };
    private readonly Option<bool> _coverage = new("--coverage") { Description = "name the nodes and ports no case got a row from" };

    public TestVerb(Terminal terminal)
        : base(terminal, "test", "run the test cases of pipelines",
            "Runs the cases under 'tests' of pipeline files and of x.test.yaml beside them, on replay time, with given rows for sources and no sink opened. Without PATH: everything under pipelines. "
            + "Exit code 0, 3 when a case failed, 78 when a file or case is refused, 74 when one cannot be read, 2 when there is nothing to run.",
            "streamengine test pipelines/demo.yaml", "streamengine test --filter burst --coverage")
    {
        Add(_paths);
        Add(_filter);
        Add(_coverage);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var paths = parsed.GetValue(_paths) is { Length: > 0 } given ? given : ["pipelines"];
        var filter = parsed.GetValue(_filter) ?? "";
        var json = parsed.GetValue(Json);
        var report = new CaseReport();
        foreach (var path in CaseDiscovery.Files(paths))
        {
            await RunFile(path, filter, report, parsed.GetValue(_coverage), json);
        }

        if (report.Results.Count == 0 && report.Refused.Count == 0)
        {
            throw new UsageException($"there is no case{(filter.Length > 0 ? $" with {ProblemText.Quote(filter)} in its name" : "")} in {string.Join(", ", paths)}; cases stand under 'tests' of a pipeline file or in x.test.yaml beside it");
        }

        if (json)
        {
            Terminal.Out.WriteLine(JsonText.Of(CaseJson.Of(report)));
        }
        else
        {
            Terminal.Out.Write(CoverageText.Of(report.Coverage));
            Terminal.Out.Write(CaseText.Sum(report));
        }

        return report.ExitCode;
    }

    private async Task RunFile(string path, string filter, CaseReport report, bool coverage, bool json)
    {
        var problems = new Problems();
        var file = CaseFile.Load(path, problems);
        var cases = file?.Cases.Where(c => filter.Length == 0 || c.Name.Contains(filter, StringComparison.OrdinalIgnoreCase) || path.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList() ?? [];
        if (cases.Count > 0 && !json)
        {
            Terminal.Out.WriteLine(path);
        }

        var reached = coverage && file is not null && cases.Count > 0 ? Reached(report, file.Pipeline) : null;
        foreach (var spec in cases)
        {
            var result = await new CaseRunner(CaseRuns.Settings).Run(file!, spec, problems, reached);
            report.Results.Add(result);
            if (!json)
            {
                Terminal.Out.Write(CaseText.Of(result, Terminal is { IsOutTerminal: true, HasColour: true }));
            }
        }

        if (problems.HasErrors)
        {
            report.Refused.Add((path, problems));
            PipelineReader.Tell(problems, Terminal.Error, Terminal.IsErrorTerminal, Terminal.HasColour);
        }
    }

    private static CaseCoverage Reached(CaseReport report, string pipeline)
    {
        if (!report.Coverage.TryGetValue(pipeline, out var reached))
        {
            report.Coverage[pipeline] = reached = new CaseCoverage();
        }

        return reached;
    }
}
