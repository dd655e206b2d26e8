using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>Finds the files with cases: a pipeline and its <c>x.test.yaml</c> beside it, a test file by itself, or everything in a folder.</summary>
internal static class CaseDiscovery
{
    /// <summary>Files under the paths, each once, in the order asked for; those of a folder by name.</summary>
    /// <exception cref="IOException">A path does not exist.</exception>
    public static IReadOnlyList<string> Files(IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                found.AddRange(Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
            }
            else if (File.Exists(path))
            {
                found.Add(path);
                if (!CaseFile.IsTestFile(path) && File.Exists(CaseFile.Beside(path)))
                {
                    found.Add(CaseFile.Beside(path));
                }
            }
            else
            {
                throw new FileNotFoundException($"there is no file or folder '{path}'; check the path", path);
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }
}
