namespace StreamEngine.Tests.Kit;

/// <summary>The folder that holds <c>StreamEngine.sln</c>, found upwards from the test assembly.</summary>
public static class RepositoryRoot
{
    /// <summary>Absolute path of the folder.</summary>
    public static string Path { get; } = Find();

    /// <summary>Absolute path of something in the repository.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "StreamEngine.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds StreamEngine.sln.");
    }
}
