using System.CommandLine;
using StreamEngine.Cli.Drawing;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>graph FILE</c>: draws the nodes and edges of a pipeline.</summary>
internal sealed class GraphVerb : Verb
{
    private static readonly string[] Formats = ["ascii", "mermaid", "dot", "svg"];

    private readonly Argument<string> _file = new("FILE") { Description = "the pipeline file" };
    private readonly Option<string> _format = new("--format") { HelpName = "FORMAT", Description = "ascii (the default), mermaid, dot or svg", DefaultValueFactory = _ => "ascii" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();

    public GraphVerb(Terminal terminal)
        : base(terminal, "graph", "draw the nodes and edges of a pipeline",
            "Draws a pipeline: ascii (boxes, rows go down, nodes in one box follow one another), mermaid, dot, or svg.",
            "streamengine graph pipelines/demo.yaml", "streamengine graph pipelines/demo.yaml --format svg > demo.svg")
    {
        Add(_file);
        Add(_format);
        Add(_set);
        Add(_profile);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var format = parsed.GetValue(_format)!;
        if (!Formats.Contains(format))
        {
            throw new UsageException($"there is no format {ProblemText.Quote(format)}; {Nearest.Question(format, Formats) ?? $"there are: {string.Join(", ", Formats)}"}");
        }

        if (new PipelineReader(_set.Read(parsed), parsed.GetValue(_profile)).BindOrTell(parsed.GetRequiredValue(_file), Terminal) is not { } bound)
        {
            return Task.FromResult(ExitCodes.ConfigRefused);
        }

        var model = GraphModel.Of(bound);
        Terminal.Out.Write(parsed.GetValue(Json) ? JsonText.Of(GraphText.Json(model)) + "\n" : format switch
        {
            "mermaid" => GraphText.Mermaid(model),
            "dot" => GraphText.Dot(model),
            "svg" => SvgGraph.Of(model),
            _ => AsciiGraph.Of(model),
        });
        return Task.FromResult(ExitCodes.Ok);
    }
}
