using System.CommandLine;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Serving;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>serve FILE</c>: runs a pipeline and serves the reports of its <c>report_cache</c>.</summary>
internal sealed class ServeVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "the pipeline file, with a report_cache" };
    private readonly Option<bool> _stdio = new("--stdio") { Description = "serve MCP on standard input and output: the default" };
    private readonly Option<int?> _http = new("--http") { HelpName = "PORT", Description = "serve HTTP and MCP on a port of 127.0.0.1; 0: a free one" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();

    public ServeVerb(Terminal terminal)
        : base(terminal, "serve", "run a pipeline and serve its market reports",
            "Runs a pipeline and serves the newest report of each symbol to language models, as tool get_report of an MCP server, over standard input and output or HTTP. Goes on when the sources have "
            + "ended, until the client closes standard input, or Ctrl-C. Messages go to standard error. Exit code 0, 1 when the run failed, 2 when the pipeline has no report_cache, 78 when the file is refused.",
            "streamengine serve pipelines/market-report.yaml --stdio",
            "streamengine serve pipelines/market-report.yaml --http 7070 --profile replay")
    {
        Add(_file);
        Add(_stdio);
        Add(_http);
        Add(_set);
        Add(_profile);
        Add(Plugin);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var port = parsed.GetValue(_http);
        if (port is not null && parsed.GetValue(_stdio))
        {
            throw new UsageException("--stdio and --http exclude one another; keep one");
        }

        if (port is < 0 or > 65_535)
        {
            throw new UsageException($"--http {port}: it must be a port from 1 to 65535, or 0 for a free one");
        }

        return new PipelineServer(Terminal).Serve(parsed.GetRequiredValue(_file), _set.Read(parsed), parsed.GetValue(_profile), port);
    }
}
