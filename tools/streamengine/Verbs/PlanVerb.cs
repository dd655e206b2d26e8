using System.CommandLine;
using StreamEngine.Cli.Planning;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>plan FILE</c>: how a pipeline would run.</summary>
internal sealed class PlanVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "the pipeline file" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();
    private readonly WorkersOption _workers = new();

    public PlanVerb(Terminal terminal)
        : base(terminal, "plan", "show how a pipeline would run: segments, boundaries, columns",
            "Shows how a pipeline would run, without opening anything: segments with their stages (fused chains as one), boundaries with their limits and why they are there, what each node costs its rows, the columns that are read "
            + "and those that are not computed, guarantees and the bound of memory on edges.",
            "streamengine plan pipelines/demo.yaml", "streamengine plan pipelines/demo.yaml --json")
    {
        Add(_file);
        Add(_set);
        Add(_profile);
        Add(_workers);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        if (new PipelineReader(_set.Read(parsed), parsed.GetValue(_profile)).BindOrTell(parsed.GetRequiredValue(_file), Terminal) is not { } bound)
        {
            return Task.FromResult(ExitCodes.ConfigRefused);
        }

        var view = new PlanView(Planner.Make(bound, parsed.GetValue(_workers)));
        Terminal.Out.Write(parsed.GetValue(Json) ? JsonText.Of(PlanJson.Of(view)) + "\n" : PlanText.Of(view));
        return Task.FromResult(ExitCodes.Ok);
    }
}
