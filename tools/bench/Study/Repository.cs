namespace StreamEngine.Bench.Study;

/// <summary>The repository this program was built in.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>StreamEngine.sln</c>, found upwards from the program.</summary>
    public static string Root { get; } = Find();

    /// <summary>The pipelines that are shipped and run as they stand, with <c>/</c>, relative to the root, in order.</summary>
    public static IReadOnlyList<string> Pipelines { get; } = [.. Yaml().Where(f => !f.StartsWith("pipelines/lib/", StringComparison.Ordinal) && !f.EndsWith(".test.yaml", StringComparison.Ordinal))];

    /// <summary>The templates that are shipped.</summary>
    public static IReadOnlyList<string> Templates { get; } = [.. Yaml().Where(f => f.StartsWith("pipelines/lib/", StringComparison.Ordinal) && !f.EndsWith(".test.yaml", StringComparison.Ordinal))];

    /// <summary>The text of a file.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Yaml() =>
        Directory.EnumerateFiles(Path.Combine(Root, "pipelines"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StreamEngine.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds StreamEngine.sln");
    }
}
