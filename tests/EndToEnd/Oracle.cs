using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The Python scripts of <c>tests/Golden</c>, which share no code with the engine.</summary>
internal static class Oracle
{
    private static readonly Dictionary<string, string?> Environment = new() { ["PYTHONDONTWRITEBYTECODE"] = "1" };

    /// <summary>A million rows take some minutes.</summary>
    private static TimeSpan Deadline => LongRun.IsAsked ? TimeSpan.FromMinutes(20) : Patience.Hang;

    /// <summary>Path of a file beside the scripts.</summary>
    public static string Golden(string name) => RepositoryRoot.Combine("tests", "Golden", name);

    /// <summary>Runs a script; exit code 0, or the test fails with what it printed.</summary>
    /// <returns>What it printed, without the last line end.</returns>
    public static async Task<string> Run(string script, params IEnumerable<string> arguments)
    {
        var run = await ChildProcess.Run("python3", [Golden(script), .. arguments], Deadline, environment: Environment);
        Assert.True(run.ExitCode == 0, $"{script}: {run.Text}");
        return run.Output.TrimEnd();
    }

    /// <summary>Writes the rows of captures to a CSV file and gives its path.</summary>
    public static async Task<string> Features(TemporaryFolder folder, string venue, string depth, params IEnumerable<string> more)
    {
        var path = Path.Combine(folder.Path, $"oracle-{Guid.NewGuid():n}.csv");
        await Run("book_features.py", ["--venue", venue, "--depth", depth, "--out", path, .. more]);
        return path;
    }
}
