using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The recordings of real markets, where they lie beside the repository; a test without them says so and passes.</summary>
internal static class Recordings
{
    /// <summary>The spot recording: two files, the snapshot in the first.</summary>
    public const string Spot = "spot/btcusdt_20240808.gz,spot/btcusdt_20240809.gz";

    private static readonly string Folder = Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "data", "hftbacktest"));

    /// <summary>Whether the files are there; else one line is written.</summary>
    public static bool Has(string files, ITestOutputHelper output)
    {
        var missing = files.Split(',').Where(file => !File.Exists(Path.Combine(Folder, file))).ToList();
        if (missing.Count > 0)
        {
            output.WriteLine($"not run on recordings: {string.Join(", ", missing)} not found in ../shared/data/hftbacktest");
        }

        return missing.Count == 0;
    }

    /// <summary>The folder of another set of recordings; null, and one line is written, when it is not there.</summary>
    public static string? Set(string name, ITestOutputHelper output)
    {
        var folder = Path.GetFullPath(Path.Combine(Folder, "..", name));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        output.WriteLine($"not run on recordings: ../shared/data/{name} not found");
        return null;
    }

    /// <summary>The files with their paths, by commas.</summary>
    public static string Paths(string files) => string.Join(',', files.Split(',').Select(file => Path.Combine(Folder, file)));
}
