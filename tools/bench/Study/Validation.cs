using System.Text;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study;

/// <summary>What <c>validate</c> does, in this process: text to a bound pipeline and problems.</summary>
internal static class Validation
{
    /// <summary>The shipped operators.</summary>
    public static OperatorRegistry Registry { get; } = new(typeof(Sources.MarketSimulator).Assembly);

    /// <summary>Binds a text under a file name; null when <paramref name="problems"/> has errors.</summary>
    public static BoundPipeline? Bind(string file, string text, BindSettings settings, Problems problems) =>
        PipelineFile.Bind(file, Encoding.UTF8.GetBytes(text), Registry, settings, problems);

    /// <summary>Settings under which a good file binds: a text for each param without a default, and for each environment variable.</summary>
    public static BindSettings SettingsFor(YamlMap top)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        if (top.TryGet("params", out var entry) && entry.Value is YamlMap declared)
        {
            foreach (var param in declared.Entries.Where(p => p.Value is YamlMap map && !map.TryGet("default", out _)))
            {
                given[param.Name] = "given";
            }
        }

        return new BindSettings { Params = given, Environment = name => "given/" + name, ReadFile = path => File.ReadAllBytes(Path.Combine(Repository.Root, path)) };
    }

    /// <summary>Reads a text that must be good YAML.</summary>
    /// <exception cref="InvalidDataException">It is refused.</exception>
    public static YamlMap Read(string file, string text)
    {
        var problems = new Problems();
        return YamlReader.Read(file, text, problems) is { } top && !problems.HasErrors ? top : throw new InvalidDataException(Told(problems) + text);
    }

    /// <summary>The plan of a text that must be a good pipeline.</summary>
    /// <exception cref="InvalidDataException">It is refused.</exception>
    public static BoundPipeline BindGood(string file, string text, BindSettings settings)
    {
        var problems = new Problems();
        return Bind(file, text, settings, problems) ?? throw new InvalidDataException(Told(problems) + text);
    }

    private static string Told(Problems problems) => string.Concat(problems.InOrder().Select(p => ProblemText.Line(p) + "\n"));
}
