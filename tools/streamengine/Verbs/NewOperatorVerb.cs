using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Scaffold;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>new operator NAME</c>: a plug-in with one operator.</summary>
internal sealed class NewOperatorVerb : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "its name in YAML, such as desk_change" };
    private readonly Option<string?> _dir = new("--dir") { HelpName = "DIR", Description = "folder of the project; NAME by default" };

    public NewOperatorVerb(Terminal terminal)
        : base(terminal, "operator", "write a plug-in with an operator that builds and runs as it is",
            "Writes a project with one operator, built against this engine, and a pipeline with a test that uses it. Needs the .NET SDK to build.",
            "streamengine new operator desk_change", "streamengine new operator desk_change --dir src/desk")
    {
        Add(_name);
        Add(_dir);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var name = parsed.GetValue(_name)!;
        if (!PipelineNames.IsNode(name) || Attributes.Built.Contains(name) || Attributes.Later.Contains(name))
        {
            throw new UsageException($"{ProblemText.Quote(name)} cannot name an operator; a name has lower-case letters, digits and '_', starts with a letter, and is none of the node attributes");
        }

        if (PipelineReader.Operators.All.Any(o => o.Name == name))
        {
            throw new UsageException($"there is an operator {ProblemText.Quote(name)} already; `streamengine ops {name}` shows it");
        }

        var folder = parsed.GetValue(_dir) ?? name;
        var made = new NewOperator(name);
        var assembly = Path.Combine(folder, made.Output);
        var pipeline = Path.Combine(folder, name + ".yaml");
        return NewFiles.Write(
            [
                new NewFile(Path.Combine(folder, name + ".csproj"), made.Project),
                new NewFile(Path.Combine(folder, made.Class + ".cs"), made.Code),
                new NewFile(pipeline, NewFiles.Modeline(pipeline) + made.Pipeline),
            ],
            [
                $"dotnet build {folder} -c Release",
                $"streamengine ops --check --plugin {assembly}",
                $"streamengine test {pipeline}",
                $"streamengine run {pipeline} --until-idle",
                $"streamengine schema --plugin {assembly} --out {NewFiles.Schema}",
            ],
            Terminal, parsed.GetValue(Json));
    }
}
