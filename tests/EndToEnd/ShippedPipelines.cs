using System.Text.RegularExpressions;
using StreamEngine.Config;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>
/// The shipped pipelines, with params to run them by. Params are set by their types: captures are the one worked by hand (a folder of them holds one a symbol), outputs go into a folder, rates of a paced market are such that nobody waits.
/// </summary>
internal static class ShippedPipelines
{
    /// <summary>Every shipped pipeline, relative to the root; templates and tests beside them are no pipelines.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.EnumerateFiles(RepositoryRoot.Combine("pipelines"), "*.yaml").Where(path => !path.EndsWith(".test.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))];

    /// <summary>Those that write files; the others keep what they know for a server.</summary>
    public static IReadOnlyList<string> Writing { get; } = [.. All.Where(path => Regex.IsMatch(File.ReadAllText(RepositoryRoot.Combine(path)), @"from: .*(arrow|csv|jsonl)_file:"))];

    /// <summary>Params of a pipeline.</summary>
    /// <param name="path">The pipeline.</param>
    /// <param name="captures">A folder for input.</param>
    /// <param name="folder">The folder for what it writes.</param>
    /// <param name="isReplay">Whether the run is a replay, in which nobody waits at any rate.</param>
    public static IEnumerable<(string Name, string Value)> Params(string path, TemporaryFolder captures, string folder, bool isReplay = false)
    {
        var problems = new Problems();
        var text = File.ReadAllText(path);
        var top = YamlReader.Read(path, text, problems)!;
        Assert.Empty(problems);
        foreach (var param in top.TryGet("params", out var entry) ? ((YamlMap)entry.Value).Entries : [])
        {
            var map = (YamlMap)param.Value;
            var type = Text(map, "type");
            if (type == "rate")
            {
                if (!isReplay && !text.Contains("unpaced: true", StringComparison.Ordinal))
                {
                    yield return (param.Name, "10000000/s");
                }
            }
            else if (param.Name == "rows" && Text(map, "default") == "0")
            {
                yield return (param.Name, "2000"); // a market without end
            }
            else if (type == "path" && Text(map, "default") is { } data && Path.GetExtension(data).Length == 0)
            {
                yield return (param.Name, Captures(captures));
            }
            else if (type == "path" && Text(map, "default") is { } table && table.StartsWith("pipelines/", StringComparison.Ordinal))
            {
                yield return (param.Name, RepositoryRoot.Combine(table.Split('/')));
            }
            else if (type == "path" && Text(map, "default") is { } output)
            {
                yield return (param.Name, Path.Combine(folder, Path.GetFileName(output)));
            }
            else if (type == "list<path>" && map.TryGet("default", out var shipped) && shipped.Value is YamlList files)
            {
                yield return (param.Name, string.Join(',', files.Items.OfType<YamlScalar>().Select(file => RepositoryRoot.Combine(file.Value.Split('/')))));
            }
            else if (type == "list<path>" && Text(map, "default") is null)
            {
                yield return (param.Name, Oracle.Golden("hand-worked.capture"));
            }
        }
    }

    /// <summary>A folder with the recording worked by hand under the names of two symbols of one day.</summary>
    private static string Captures(TemporaryFolder folder)
    {
        foreach (var symbol in new[] { "btcusdt", "ethusdt" })
        {
            File.Copy(Oracle.Golden("hand-worked-usdm.capture"), Path.Combine(folder.Path, $"{symbol}_20240808.gz"), overwrite: true);
        }

        return folder.Path;
    }

    private static string? Text(YamlMap map, string key) => map.TryGet(key, out var entry) && entry.Value is YamlScalar scalar ? scalar.Value : null;
}
