using StreamEngine.Config;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>What became of the cases of some files.</summary>
internal sealed class CaseReport
{
    /// <summary>The results, in the order they were run.</summary>
    public List<CaseResult> Results { get; } = [];

    /// <summary>What is wrong with files or cases, by file.</summary>
    public List<(string File, Problems Problems)> Refused { get; } = [];

    /// <summary>What the cases reached, by pipeline; empty unless it was asked for.</summary>
    public SortedDictionary<string, CaseCoverage> Coverage { get; } = new(StringComparer.Ordinal);

    /// <summary>What cases of a pipeline reached so far.</summary>
    public CaseCoverage CoverageOf(string pipeline)
    {
        if (!Coverage.TryGetValue(pipeline, out var reached))
        {
            Coverage[pipeline] = reached = new CaseCoverage();
        }

        return reached;
    }

    /// <summary>Cases that passed.</summary>
    public int Passed => Results.Count(r => r.Status == CaseStatus.Passed);

    /// <summary>Cases that failed.</summary>
    public int Failed => Results.Count(r => r.Status == CaseStatus.Failed);

    /// <summary>78 when something was refused, 3 when a case failed, else 0.</summary>
    public int ExitCode => Refused.Count > 0 ? ExitCodes.ConfigRefused : Failed > 0 ? ExitCodes.TestsFailed : ExitCodes.Ok;
}
