using StreamEngine.Cli.Running;
using StreamEngine.Graph;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>How the command line runs cases: all operators, files read by the shipped sources, failures told as <c>run</c> tells them.</summary>
internal static class CaseRuns
{
    /// <summary>The settings.</summary>
    public static CaseSettings Settings { get; } = new()
    {
        Registry = PipelineReader.Operators,
        Clock = TimeProvider.System,
        Files = CaseRecordings.Open,
        Bind = new BindSettings { Environment = Environment.GetEnvironmentVariable },
        Tell = Told,
    };

    private static CaseError Told(Exception failure)
    {
        var error = RunError.Of(failure);
        return new CaseError(error.Code, error.Place, error.Line);
    }
}
