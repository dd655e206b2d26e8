using StreamEngine.Cli.Running;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>How the command line runs cases: all operators, files read by the shipped sources, failures told as <c>run</c> tells them.</summary>
internal static class CaseRuns
{
    /// <summary>The settings.</summary>
    public static CaseSettings Settings => new()
    {
        Registry = PipelineReader.Operators,
        Clock = TimeProvider.System,
        Files = CaseRecordings.Open,
        Bind = new BindSettings { Environment = Environment.GetEnvironmentVariable },
        Tell = Told,
    };

    /// <summary>Checks the cases of a pipeline or test file without running them.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static int Check(string path, IReadOnlyDictionary<string, string> values, Problems problems)
    {
        if (CaseFile.Load(path, problems) is not { } file)
        {
            return 0;
        }

        new CaseRunner(Settings with { Bind = Settings.Bind with { Params = values } }).Check(file, problems);
        return file.Cases.Count;
    }

    private static CaseError Told(Exception failure)
    {
        var error = RunError.Of(failure);
        return new CaseError(error.Code, error.Place, error.Line);
    }
}
