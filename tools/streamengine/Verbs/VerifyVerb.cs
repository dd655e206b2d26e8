using System.CommandLine;
using StreamEngine.Cli.Reference;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Graph;
using StreamEngine.Replay.Verification;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>verify --no-lookahead FILE</c>: whether results of a pipeline know what comes later.</summary>
internal sealed class VerifyVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "the pipeline file" };
    private readonly Option<bool> _noLookAhead = new("--no-lookahead") { Description = "stop the input at random rows and compare with the full run" };
    private readonly Option<int> _cuts = new("--cuts") { HelpName = "n", Description = "how often to stop it: 20 unless given", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _seed = new("--seed") { HelpName = "n", Description = "seed of where: 1 unless given", DefaultValueFactory = _ => 1 };
    private readonly Option<long> _rows = new("--rows") { HelpName = "n", Description = "most rows of each source, for sources without end" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();

    public VerifyVerb(Terminal terminal)
        : base(terminal, "verify", "check that no result knows what comes later",
            "Runs a pipeline whole, then with its input stopped at random places without an end: each sink must have been given the beginning of the full run, with every row up to the instant of "
            + "the stop. Nothing is written: sinks are stood in for. Exit code 4 when a result knows what comes later.",
            "streamengine verify --no-lookahead pipelines/demo.yaml",
            "streamengine verify --no-lookahead pipelines/bars.yaml --cuts 100 --seed 7")
    {
        Add(_file);
        Add(_noLookAhead);
        Add(_cuts);
        Add(_seed);
        Add(_rows);
        Add(_set);
        Add(_profile);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_file);
        if (!parsed.GetValue(_noLookAhead))
        {
            throw new UsageException("say what to verify: --no-lookahead");
        }

        if (parsed.GetValue(_cuts) < 1 || parsed.GetValue(_rows) < 0)
        {
            throw new UsageException($"{(parsed.GetValue(_cuts) < 1 ? "--cuts" : "--rows")} must be a number above 0");
        }

        var reader = new PipelineReader(_set.Read(parsed), parsed.GetValue(_profile));
        if (reader.BindOrTell(file, Terminal) is not { } first)
        {
            return ExitCodes.ConfigRefused;
        }

        if (first.IsTemplate)
        {
            throw new UsageException($"{file}: '{first.Name}' is a template: verify a pipeline that uses it");
        }

        var options = new LookAheadOptions { Cuts = parsed.GetValue(_cuts), Seed = parsed.GetValue(_seed), Rows = parsed.GetValue(_rows), Run = new RunOptions { Clock = TimeProvider.System } };
        var result = await new LookAheadCheck(() => reader.Again(file), options).Run();
        if (result.Failure is { } failure)
        {
            var told = RunError.Of(failure);
            Terminal.Error.WriteLine(told.Line);
            RunError.Trace(failure, Terminal.Error);
            return told.ExitCode;
        }

        Terminal.Out.Write(parsed.GetValue(Json) ? JsonText.Of(LookAheadJson.Of(file, result, options)) + "\n" : LookAheadText.Of(file, result, options));
        return result.Found.Count == 0 ? ExitCodes.Ok : ExitCodes.GuaranteeNotMet;
    }
}
