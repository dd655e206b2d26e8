using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Verbs;
using StreamEngine.Config;

namespace StreamEngine.Cli.Scaffold;

/// <summary>Writes what <c>new</c> makes: never over a file that is there, and the schema that the first line of a YAML file names.</summary>
internal static class NewFiles
{
    /// <summary>The schema for editors, from the current folder.</summary>
    public static readonly string Schema = Path.Combine(".streamengine", "schema.json");

    /// <summary>The first line of a YAML file: where its schema is.</summary>
    public static string Modeline(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var relative = Path.GetRelativePath(folder, Path.GetFullPath(Schema)).Replace('\\', '/');
        return $"# yaml-language-server: $schema={(relative.StartsWith("..", StringComparison.Ordinal) ? "" : "./")}{relative}\n";
    }

    /// <summary>Writes the files and the schema, and says so.</summary>
    /// <param name="files">The files.</param>
    /// <param name="next">Commands to go on with.</param>
    /// <param name="terminal">Where to say so.</param>
    /// <param name="json">Whether to say it as an object.</param>
    /// <exception cref="UsageException">A file is there already; nothing was written.</exception>
    public static async Task<int> Write(IReadOnlyList<NewFile> files, IReadOnlyList<string> next, Terminal terminal, bool json)
    {
        foreach (var file in files.Where(file => File.Exists(file.Path) || Directory.Exists(file.Path)))
        {
            throw new UsageException($"{ProblemText.Quote(file.Path)} is there already; nothing was written");
        }

        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.Path))!);
            await File.WriteAllTextAsync(file.Path, file.Text);
        }

        await SchemaVerb.Write(Schema);
        if (json)
        {
            terminal.Out.WriteLine(JsonText.Of(new JsonObject { ["written"] = Texts([.. files.Select(file => file.Path), Schema]), ["next"] = Texts(next) }));
            return ExitCodes.Ok;
        }

        foreach (var path in files.Select(file => file.Path).Append(Schema))
        {
            terminal.Out.WriteLine($"written: {path}");
        }

        foreach (var command in next)
        {
            terminal.Out.WriteLine($"next:    {command}");
        }

        return ExitCodes.Ok;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
