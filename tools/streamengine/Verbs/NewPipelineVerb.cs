using System.CommandLine;
using StreamEngine.Cli.Scaffold;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>new pipeline NAME</c>: a pipeline over a simulated exchange.</summary>
internal sealed class NewPipelineVerb : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "its name, with a folder in front of it if you like" };

    public NewPipelineVerb(Terminal terminal)
        : base(terminal, "pipeline", "write a pipeline that runs as it is",
            "Writes NAME.yaml, a pipeline from a simulated exchange to features, a table and a file, with a test in it, and .streamengine/schema.json for editors.",
            "streamengine new pipeline my-flow", "streamengine new pipeline pipelines/my-flow")
    {
        Add(_name);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var given = parsed.GetValue(_name)!;
        var file = given.EndsWith(".yaml", StringComparison.Ordinal) ? given : given + ".yaml";
        var name = Path.GetFileNameWithoutExtension(file);
        if (!PipelineNames.IsPipeline(name))
        {
            throw new UsageException($"{ProblemText.Quote(name)} cannot name a pipeline; a name has lower-case letters, digits and '-' and starts with a letter");
        }

        return NewFiles.Write([new NewFile(file, NewPipeline.Text(name, file))], [$"streamengine run {file} --until-idle", $"streamengine test {file}"], Terminal, parsed.GetValue(Json));
    }
}
