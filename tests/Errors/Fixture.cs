using StreamEngine.Cli;
using StreamEngine.Cli.Screen;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Errors;

/// <summary>A folder that raises one error code: input files, the command when it is not <c>validate pipeline.yaml</c>, and what is printed.</summary>
internal sealed class Fixture(string code, string folder)
{
    private const string Usual = "validate pipeline.yaml";

    /// <summary>The folder that holds all fixtures.</summary>
    public static string All { get; } = RepositoryRoot.Combine("tests", "Errors", "Fixtures");

    /// <summary>The code it raises.</summary>
    public string Code => code;

    /// <summary>The file that holds the whole output.</summary>
    public string Expected => Path.Combine(folder, "expected.txt");

    /// <summary>The fixtures of a code, in order of their names: <c>SE3004</c>, and <c>SE3004-column</c> where one does not show all of it.</summary>
    public static IReadOnlyList<Fixture> Of(string code) =>
        [.. Directory.EnumerateDirectories(All, code + "*").Order(StringComparer.Ordinal).Select(found => new Fixture(code, found))];

    /// <summary>Runs the command in a copy of the folder, in this process, with output redirected; the working folder of the process is changed while it runs.</summary>
    /// <returns>Standard output and standard error as they come, and a last line <c>exit 78</c>. A run's summary reads <c>…</c>, and the working folder <c>&lt;folder&gt;</c>.</returns>
    public async Task<string> Run()
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.Path, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        Recipes.Write(Path.GetFileName(folder), copy.Path);
        var command = Path.Combine(folder, "command.txt");
        var arguments = (File.Exists(command) ? (await File.ReadAllTextAsync(command)).Trim() : Usual).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = copy.Path;
        try
        {
            using var output = new StringWriter { NewLine = "\n" };
            var both = TextWriter.Synchronized(output);
            var exit = await CommandLine.Run(arguments, new Terminal(both, both, IsOutTerminal: false, IsErrorTerminal: false, HasColour: false));
            return Measured.Mask(output.ToString().Replace(copy.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(copy.Path, "<folder>", StringComparison.Ordinal)) + $"exit {exit}\n";
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }
}
