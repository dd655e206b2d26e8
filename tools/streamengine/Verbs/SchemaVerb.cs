using System.CommandLine;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>schema</c>: the JSON Schema of pipeline files, for editors.</summary>
internal sealed class SchemaVerb : Verb
{
    private readonly Option<string?> _out = new("--out") { Description = "write it to a file instead of standard output", HelpName = "FILE" };

    public SchemaVerb(Terminal terminal)
        : base(terminal, "schema", "print the JSON Schema of pipeline files, for editors",
            "Prints the JSON Schema (draft-07) of pipeline files, made from the operators: keys, verbs, options, ranges, defaults and words with their descriptions. An editor with yaml-language-server "
            + "uses it when the first line of a file is `# yaml-language-server: $schema=PATH`.",
            "streamengine schema --out .streamengine/schema.json", "streamengine schema > schema.json")
    {
        Add(_out);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        if (parsed.GetValue(_out) is not { } file)
        {
            Terminal.Out.WriteLine(Text());
            return ExitCodes.Ok;
        }

        await Write(file);
        var verbs = PipelineReader.Operators.All.Select(o => o.Name).Distinct().Count();
        Terminal.Out.WriteLine(parsed.GetValue(Json)
            ? JsonText.Of(new JsonObject { ["file"] = file, ["verbs"] = verbs })
            : $"{file}: {Numbers.Counted(verbs, "verb")}");
        return ExitCodes.Ok;
    }

    /// <summary>Writes the schema to a file; its folder is made.</summary>
    internal static async Task Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await File.WriteAllTextAsync(file, Text() + "\n");
    }

    private static string Text() => JsonText.Of(PipelineSchema.Of(PipelineReader.Operators));
}
