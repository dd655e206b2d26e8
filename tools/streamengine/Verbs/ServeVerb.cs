using System.CommandLine;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Serving;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>serve FILE</c>: runs a pipeline and serves the reports of its <c>report_cache</c>.</summary>
internal sealed class ServeVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "the pipeline file, with a report_cache" };
    private readonly Option<bool> _stdio = new("--stdio") { Description = "serve one MCP client on standard input and output (the default)" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();

    public ServeVerb(Terminal terminal)
        : base(terminal, "serve", "run a pipeline and serve its market reports",
            "Runs a pipeline and serves the newest report of each symbol to language models, as tool get_report of an MCP server. Goes on when the sources have ended, until the client closes "
            + "standard input, or Ctrl-C. Messages go to standard error. Exit code 0, 1 when the run failed, 2 when the pipeline has no report_cache, 78 when the file is refused.",
            "streamengine serve pipelines/market-report.yaml --stdio",
            "streamengine serve pipelines/market-report.yaml --profile capture --set depth=a.gz")
    {
        Add(_file);
        Add(_stdio);
        Add(_set);
        Add(_profile);
        Add(Plugin);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed) => new PipelineServer(Terminal).Serve(parsed.GetRequiredValue(_file), _set.Read(parsed), parsed.GetValue(_profile));
}
