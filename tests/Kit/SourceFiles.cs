namespace StreamEngine.Tests.Kit;

/// <summary>Files of the repository, without what builds and package clients put beside them.</summary>
public static class SourceFiles
{
    private static readonly string[] Made = ["bin", "obj", "out", ".git", ".deps", ".build", "node_modules", "TestResults", "__pycache__"];

    /// <summary>Absolute paths of the files under a folder of the repository, in ordinal order.</summary>
    /// <param name="folder">Relative to the root; empty for all.</param>
    /// <param name="endings">How the names end; none for all files.</param>
    public static IEnumerable<string> Under(string folder, params string[] endings) =>
        Walk(new DirectoryInfo(RepositoryRoot.Combine(folder)))
            .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(inner => !Made.Contains(inner.Name)).SelectMany(Walk));
}
