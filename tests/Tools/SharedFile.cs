using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>A file of ../shared/data with what its README says of it. Numbers are typed from there, not from what was read.</summary>
/// <param name="Path">Path in the folder.</param>
/// <param name="Rows">Rows, bars or messages received.</param>
public sealed record SharedFile(string Path, long Rows)
{
    private static readonly string Folder = System.IO.Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "data"));

    private static readonly Lazy<string> Formats = new(() => File.ReadAllText(RepositoryRoot.Combine("docs", "formats.md")));

    /// <summary>First and last time as far as the README tells them; empty where it does not.</summary>
    public string First { get; init; } = "";

    /// <summary>The last time.</summary>
    public string Last { get; init; } = "";

    /// <summary>The column of these times, where it is not the first of type timestamp.</summary>
    public string? Time { get; init; }

    /// <summary>Rows by kind, as the README lists them.</summary>
    public string Kinds { get; init; } = "";

    /// <summary>Rows that the mapping refuses (its page says so and why); the README counts them among the rows.</summary>
    public long Refused { get; init; }

    /// <summary>The mapping: a node of docs/formats.md, whose path and day are put right; null where the file says itself what it is.</summary>
    public string? Mapping { get; init; }

    /// <summary>The mapping itself, in place of <see cref="Mapping"/>.</summary>
    public string? Yaml { get; init; }

    /// <summary>Whether the files lie beside the repository.</summary>
    public static bool AreThere => Directory.Exists(Folder);

    /// <summary>The file.</summary>
    public string Full => System.IO.Path.Combine(Folder, Path);

    /// <summary>Writes the mapping to a file; null without one.</summary>
    public string? WriteMapping(TemporaryFolder folder)
    {
        if (Mapping is null)
        {
            return Yaml is null ? null : folder.Write("mapping.yaml", Yaml);
        }

        var lines = Formats.Value.Split('\n');
        var start = Array.IndexOf(lines, Mapping + ":") + 1;
        Assert.True(start > 0, $"docs/formats.md has no node '{Mapping}'");
        var block = lines.Skip(start).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line[2..]);
        var day = System.Text.RegularExpressions.Regex.Match(Path, "/(20[0-9]{2})([0-9]{2})([0-9]{2})_");
        var text = string.Join('\n', block);
        return folder.Write("mapping.yaml", (day.Success ? text.Replace("since: 2022-12-13", $"since: {day.Groups[1]}-{day.Groups[2]}-{day.Groups[3]}", StringComparison.Ordinal) : text) + "\n");
    }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
