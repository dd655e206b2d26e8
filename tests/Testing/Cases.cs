using System.Text;
using StreamEngine.Cli.Testing;
using StreamEngine.Config;
using StreamEngine.Testing;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Testing;

/// <summary>Runs the cases of a pipeline given as text, with the operators of the test kit too, and tells what the command line would print.</summary>
internal static class Cases
{
    /// <summary>Settings of the command line, with the operators of the test kit.</summary>
    public static readonly CaseSettings Settings = CaseRuns.Settings with { Registry = PipelineRun.Registry };

    /// <summary>Runs all cases of a file's text.</summary>
    public static (IReadOnlyList<CaseResult> Results, Problems Problems) Run(string text, string file = "flow.yaml", CaseCoverage? coverage = null)
    {
        var problems = new Problems();
        var cases = CaseFile.Read(file, Encoding.UTF8.GetBytes(text), problems);
        var results = new List<CaseResult>();
        if (problems.HasErrors && cases is not null)
        {
            new CaseRunner(Settings).Check(cases, problems);
            return (results, problems);
        }

        foreach (var spec in cases?.Cases ?? [])
        {
            results.Add(Task.Run(() => new CaseRunner(Settings).Run(cases!, spec, problems, coverage)).GetAwaiter().GetResult());
        }

        return (results, problems);
    }

    /// <summary>What the command line prints of the cases, problems last.</summary>
    public static string Print(string text)
    {
        var (results, problems) = Run(text);
        return string.Concat(results.Select(r => CaseText.Of(r, colour: false))) + string.Concat(problems.InOrder().Select(p => ProblemText.Line(p) + "\n"));
    }

    /// <summary>The problems of a text's cases, a line each; nothing may run well beside them.</summary>
    public static string Problems(string text) => string.Join('\n', Run(text).Problems.InOrder().Select(ProblemText.Line));
}
