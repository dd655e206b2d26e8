using StreamEngine.Bench.Docs;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Docs;

/// <summary>The Markdown pages of this repository.</summary>
internal static class DocPages
{
    /// <summary>All fenced blocks, page by page.</summary>
    public static IReadOnlyList<DocBlock> Blocks { get; } = Bench.Docs.DocPages.Blocks(RepositoryRoot.Path);
}
