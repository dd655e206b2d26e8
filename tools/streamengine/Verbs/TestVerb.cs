using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Testing;
using StreamEngine.Config;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>test [PATH…]</c>: runs the cases of pipeline files.</summary>
internal sealed class TestVerb : Verb
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "pipeline files, test files or folders", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _filter = new("--filter") { HelpName = "TEXT", Description = "only cases with this text in their name or file" };
    private readonly Option<bool> _bless = new("--bless") { Description = "write what came for what was expected; shows it first" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "with --bless or --record: write nothing" };
    private readonly Option<string[]> _record = new("--record") { HelpName = "FILE", Description = "make a case of a recording (several: source=FILE)", AllowMultipleArgumentsPerToken = false };
    private readonly TimeRangeOptions _range = new("--to");
    private readonly Option<string?> _name = new("--name") { HelpName = "TEXT", Description = "the name of that case" };
    private readonly Option<bool> _coverage = new("--coverage") { Description = "name the nodes and ports no case got a row from" };
    private readonly Option<string?> _junit = new("--junit") { HelpName = "FILE", Description = "write the results as JUnit XML too" };

    public TestVerb(Terminal terminal)
        : base(terminal, "test", "run the test cases of pipelines",
            "Runs the cases under 'tests' of pipelines and of x.test.yaml beside them (by default all under pipelines), on replay time; no sink is opened. "
            + "Exit code 0, 3 a case failed, 78 something is refused, 74 cannot be read, 2 nothing to run.",
            "streamengine test pipelines/demo.yaml --coverage", "streamengine test p.yaml --record x.arrow --from 2024-08-09 --to 2024-08-10")
    {
        Add(_paths);
        Add(_filter);
        Add(_bless);
        Add(_dryRun);
        Add(_record);
        _range.AddTo(this);
        Add(_name);
        Add(_coverage);
        Add(_junit);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var paths = parsed.GetValue(_paths) is { Length: > 0 } given ? given : ["pipelines"];
        if (parsed.GetValue(_record) is { Length: > 0 } recordings)
        {
            return paths is [var pipeline]
                ? await new RecordedCase(Terminal, parsed.GetValue(Json), parsed.GetValue(_dryRun)).Write(pipeline, recordings, _range.Read(parsed), parsed.GetValue(_name))
                : throw new UsageException("--record makes a case of one pipeline; name its file");
        }

        var filter = parsed.GetValue(_filter) ?? "";
        var json = parsed.GetValue(Json);
        var report = new CaseReport();
        var blessing = parsed.GetValue(_bless) ? new Blessing(Terminal, json, parsed.GetValue(_dryRun)) : null;
        foreach (var path in CaseDiscovery.Files(paths))
        {
            await RunFile(path, filter, report, parsed.GetValue(_coverage), json, blessing);
        }

        if (report.Results.Count == 0 && report.Refused.Count == 0)
        {
            throw new UsageException($"there is no case{(filter.Length > 0 ? $" with {ProblemText.Quote(filter)} in its name" : "")} in {string.Join(", ", paths)}; cases stand under 'tests' of a pipeline file or in x.test.yaml beside it");
        }

        if (parsed.GetValue(_junit) is { } junit)
        {
            await File.WriteAllTextAsync(junit, JunitXml.Of(report));
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

    private async Task RunFile(string path, string filter, CaseReport report, bool coverage, bool json, Blessing? blessing)
    {
        var problems = new Problems();
        var file = CaseFile.Load(path, problems);
        var cases = file?.Cases.Where(c => filter.Length == 0 || c.Name.Contains(filter, StringComparison.OrdinalIgnoreCase) || path.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList() ?? [];
        var reached = coverage && file is not null && cases.Count > 0 ? report.CoverageOf(file.Pipeline) : null;
        var results = new List<CaseResult>();
        var runner = new CaseRunner(CaseRuns.Settings);
        if (problems.HasErrors && file is not null)
        {
            // the file is refused: nothing is run, but everything that is wrong is told at once
            runner.Check(file, problems);
            cases = [];
        }

        foreach (var spec in cases)
        {
            results.Add(await runner.Run(file!, spec, problems, reached));
        }

        if (blessing is not null && results.Exists(r => r.Failures.Any(BlessedFile.Can)) && !problems.HasErrors)
        {
            results = await blessing.Bless(file!, results);
        }

        report.Results.AddRange(results);
        if (results.Count > 0 && !json)
        {
            Terminal.Out.WriteLine(path);
            Terminal.Out.Write(string.Concat(results.Select(r => CaseText.Of(r, Terminal is { IsOutTerminal: true, HasColour: true }))));
        }

        if (problems.HasErrors)
        {
            report.Refused.Add((path, problems));
            PipelineReader.Tell(problems, Terminal.Error, Terminal.IsErrorTerminal, Terminal.HasColour);
        }
    }
}
