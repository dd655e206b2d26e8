using System.Text.RegularExpressions;

namespace StreamEngine.Bench.Docs;

/// <summary>The Markdown pages for users: the README and everything under <c>docs/</c>.</summary>
internal static partial class DocPages
{
    /// <summary>Absolute paths of the pages of a repository, in ordinal order, the README first.</summary>
    public static IEnumerable<string> Under(string root) =>
        [Path.Combine(root, "README.md"), .. Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>All fenced blocks, page by page.</summary>
    /// <exception cref="InvalidDataException">A block is not closed.</exception>
    public static IReadOnlyList<DocBlock> Blocks(string root) => [.. Under(root).SelectMany(page => Read(Path.GetRelativePath(root, page), File.ReadAllText(page)))];

    /// <summary>The fenced blocks of one page.</summary>
    public static IEnumerable<DocBlock> Read(string page, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var open = i;
            while (++i < lines.Length && lines[i] != "```")
            {
            }

            if (i == lines.Length)
            {
                throw new InvalidDataException($"{page}:{open + 1}: the block is not closed");
            }

            var words = Word().Matches(lines[open][3..]).Select(m => m.Value).ToList();
            yield return new DocBlock($"{page}:{open + 1}", words.FirstOrDefault() ?? "", [.. words.Skip(1)], string.Join('\n', lines[(open + 1)..i]));
        }
    }

    [GeneratedRegex("""[^\s"]+(?:"[^"]*")?""")]
    private static partial Regex Word();
}
