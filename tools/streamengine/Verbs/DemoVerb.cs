using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>demo</c>: runs <c>pipelines/demo.yaml</c> of this repository and explains itself.</summary>
internal sealed class DemoVerb : Verb
{
    private readonly SetOption _set = new();

    public DemoVerb(Terminal terminal)
        : base(terminal, "demo", "run a simulated market, in seconds and with nothing to set up",
            "Runs pipelines/demo.yaml: a simulated exchange, its order books, features over them, printed here and written to an Arrow file. Needs nothing but .NET.",
            "streamengine demo", "streamengine demo --set rate=200/s --set seed=7")
    {
        Add(_set);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var values = _set.Read(parsed);
        if (RepositoryFolder.Find() is not { } root)
        {
            throw new FileNotFoundException("pipelines/demo.yaml is in no folder above the program; set STREAMENGINE_HOME to the folder of the repository");
        }

        var shown = Shown(Path.Combine(root, "pipelines", "demo.yaml"));
        var output = values.GetValueOrDefault("out", "out/demo.arrow");
        var launcher = Directory.GetCurrentDirectory() == root ? "./streamengine" : Shown(Path.Combine(root, "streamengine"));
        var json = parsed.GetValue(Json);
        (json ? Terminal.Error : Terminal.Out).Write(
            $"""
            StreamEngine {ShowVersion.Text}: a pipeline in YAML, running on simulated market data.

              simulated  an exchange with an order book and trades (the same each time)
              computed   the book, spread, weighted mid, imbalance, order and trade flow
              printed    every 500th row of features, below
              written    all of them, as an Arrow file: {output}
              the file   {shown}


            """);
        (json ? Terminal.Error : Terminal.Out).Flush();
        var code = await new PipelineRunner(Terminal, json).Run(shown, values);
        if (code == ExitCodes.Ok && !json)
        {
            Terminal.Out.Write(
                $"""

                next:
                  {launcher} graph {shown}
                  {launcher} replay inspect {output}

                """);
        }

        return code;
    }

    /// <summary>The path as it can be typed here, if that is shorter.</summary>
    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.Length < path.Length ? relative : path;
    }
}
