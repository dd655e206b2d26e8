using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>run FILE</c>: binds, plans, opens and runs a pipeline, and prints what became of every row.</summary>
internal sealed class RunVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "the pipeline file" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();
    private readonly WorkersOption _workers = new();
    private readonly Option<bool> _untilIdle = new("--until-idle") { Description = "end when all sources are exhausted" };

    public RunVerb(Terminal terminal)
        : base(terminal, "run", "run a pipeline",
            "Runs a pipeline file to the end of its sources and prints what became of every row. Ctrl-C (or SIGTERM) once drains: sources stop, what is in flight is worked off, "
            + "for 30 s at most; twice stops at once and publishes nothing. Exit code 0, 1 when the run failed, 74 on a file that cannot be read or written, 78 when the pipeline file is refused.",
            "streamengine run pipelines/demo.yaml --set rows=1000000 --json",
            "streamengine run pipelines/book-features.yaml --set depth=a.gz --until-idle")
    {
        Add(_file);
        Add(_set);
        Add(_profile);
        Add(_workers);
        Add(_untilIdle);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed) =>
        new PipelineRunner(Terminal, parsed.GetValue(Json)).Run(parsed.GetRequiredValue(_file), _set.Read(parsed), parsed.GetValue(_profile), workers: parsed.GetValue(_workers));
}
