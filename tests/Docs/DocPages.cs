using System.Text.RegularExpressions;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Docs;

/// <summary>The Markdown pages for users: the README and everything under <c>docs/</c>.</summary>
public static partial class DocPages
{
    /// <summary>All fenced blocks, page by page.</summary>
    public static IReadOnlyList<DocBlock> Blocks { get; } = [.. Pages().SelectMany(page => Read(page, File.ReadAllText(page)))];

    /// <summary>Absolute paths of the pages.</summary>
    public static IEnumerable<string> Pages() => [RepositoryRoot.Combine("README.md"), .. SourceFiles.Under("docs", ".md")];

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

            Assert.True(i < lines.Length, $"{page}:{open + 1}: the block is not closed");
            var words = Word().Matches(lines[open][3..]).Select(m => m.Value).ToList();
            yield return new DocBlock(
                $"{Path.GetRelativePath(RepositoryRoot.Path, page)}:{open + 1}", words.FirstOrDefault() ?? "", [.. words.Skip(1)], string.Join('\n', lines[(open + 1)..i]));
        }
    }

    [GeneratedRegex("""[^\s"]+(?:"[^"]*")?""")]
    private static partial Regex Word();
}
