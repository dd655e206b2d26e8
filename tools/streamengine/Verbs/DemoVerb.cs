using System.CommandLine;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Serving;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>demo</c>: serves the market reports of this repository's <c>pipelines/market-report.yaml</c> on simulated markets, and explains itself.</summary>
internal sealed class DemoVerb : Verb
{
    private static readonly string[] Unused = ["tickers", "events"]; // files of markets that are not simulated: none, wherever the demo is started

    private readonly Option<int?> _http = new("--http") { HelpName = "PORT", Description = "the port of the page on 127.0.0.1; a free one when not given" };
    private readonly Option<bool> _once = new("--once") { Description = "end behind the first complete reports, as without a terminal" };
    private readonly SetOption _set = new();

    public DemoVerb(Terminal terminal)
        : base(terminal, "demo", "reports of simulated markets, with nothing to set up",
            "Runs pipelines/market-report.yaml on simulated markets: prints the address of a page with the live reports and one of them, and serves until Ctrl-C. Without a terminal, or with --once or --json, it ends behind the first "
            + "complete reports, 1 when there are none within 60 s. Opens nothing by itself; needs nothing but .NET.",
            "streamengine demo", "streamengine demo --http 7070 --set rate=1000/s --set seed=7")
    {
        Add(_http);
        Add(_once);
        Add(_set);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        if (RepositoryFolder.Find() is not { } root)
        {
            throw new FileNotFoundException("pipelines/market-report.yaml is in no folder above the program; set STREAMENGINE_HOME to the folder of the repository");
        }

        if (parsed.GetValue(_http) is { } port and (< 0 or > 65_535))
        {
            throw new UsageException($"--http {port}: it must be a port from 1 to 65535, or 0 for a free one");
        }

        var values = new Dictionary<string, string>(_set.Read(parsed), StringComparer.Ordinal);
        foreach (var file in Unused)
        {
            values.TryAdd(file, Shown(Path.Combine(root, "pipelines", "data", "none.jsonl")));
        }

        var json = parsed.GetValue(Json);
        var launcher = Directory.GetCurrentDirectory() == root ? "./streamengine" : Shown(Path.Combine(root, "streamengine"));
        var words = new DemoWords(launcher, Shown(Path.Combine(root, "pipelines", "market-report.yaml")), Shown(Path.Combine(root, "pipelines", "demo.yaml")));
        var stays = !json && !parsed.GetValue(_once) && Terminal.IsOutTerminal && !Console.IsInputRedirected;
        return new PipelineServer(Terminal).Serve(words.Pipeline, values, null, parsed.GetValue(_http) ?? 0, new DemoScreen(Terminal, words, stays, json).Show);
    }

    /// <summary>The path as it can be typed here, if that is shorter.</summary>
    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.Length < path.Length ? relative : path;
    }
}
