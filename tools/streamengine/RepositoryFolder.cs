namespace StreamEngine.Cli;

/// <summary>Where <c>pipelines/</c> is.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder in <c>STREAMENGINE_HOME</c>, else the nearest one above the program that has <c>pipelines/demo.yaml</c>; null when there is none.</summary>
    public static string? Find()
    {
        var home = Environment.GetEnvironmentVariable("STREAMENGINE_HOME");
        for (var folder = Path.TrimEndingDirectorySeparator(string.IsNullOrEmpty(home) ? AppContext.BaseDirectory : Path.GetFullPath(home)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "pipelines", "demo.yaml")))
            {
                return folder;
            }
        }

        return null;
    }
}
