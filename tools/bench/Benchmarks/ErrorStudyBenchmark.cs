using StreamEngine.Bench.Study;
using StreamEngine.Config;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>How many single mistakes <c>validate</c> finds, where it points and what it suggests.</summary>
internal sealed class ErrorStudyBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "error-study";

    /// <inheritdoc/>
    public override string What => "mutants of shipped files: found, place, suggestion, mended";

    /// <inheritdoc/>
    public override string Options => "--count 75 (of each kind) --seed 1 --worst FILE --missed FILE";

    /// <inheritdoc/>
    public override Task Run(Arguments arguments, Report report)
    {
        var files = StudyFile.Shipped();
        var study = ErrorStudy.Of(files, (int)arguments.Number("count", 75), (int)arguments.Number("seed", 1), ErrorStudy.Shipped);
        var apart = study.Verdicts.Where(v => v.CountsApart).ToList();
        var judged = study.Verdicts.Where(v => !v.CountsApart).ToList();
        report.Line($"{Figures.Count(study.Verdicts.Count)} mutants of {files.Count} files; {apart.Count} remain valid ({Share(apart.Count, study.Verdicts.Count)})");
        report.Table([["kind", "mutants", "found", "line", "span", "suggestion", "mended", "errors"], .. judged.GroupBy(v => v.Mutant.CountsAs).Select(g => Row(g.Key.ToString(), [.. g])), Row("all", judged)]);
        report.Line($"two mistakes in one file: both reported in {study.Pairs - study.MissedPairs.Count} of {study.Pairs}");
        Goals(report, study, judged, apart);
        foreach (var verdict in apart)
        {
            report.Line($"  valid: {verdict.Mutant.File.Path}:{Line(verdict.Mutant)}: {verdict.Mutant.What}");
        }

        Write(arguments.Text("worst", ""), WorstMessages.Of(judged, 50));
        Write(arguments.Text("missed", ""), WorstMessages.Missed(judged, study.MissedPairs));
        return Task.CompletedTask;
    }

    private static void Goals(Report report, ErrorStudy study, List<Verdict> judged, List<Verdict> apart)
    {
        report.Goal("mutants, at least 1,000", study.Verdicts.Count >= 1000, Figures.Count(study.Verdicts.Count));
        report.Goal("remain valid, under 5 %", apart.Count < 0.05 * study.Verdicts.Count, Share(apart.Count, study.Verdicts.Count));
        Goal(report, "found", 1, judged, v => v.Found);
        Goal(report, "right line", 0.99, judged, v => v.Line);
        Goal(report, "right span", 0.95, judged, v => v.Span);
        Goal(report, "right first suggestion", 0.9, judged, v => v.Suggestion);
        Goal(report, "mended by its edits", 0.8, judged, v => v.Healed);
        report.Goal("two mistakes both reported, 100 %", study.MissedPairs.Count == 0, Share(study.Pairs - study.MissedPairs.Count, study.Pairs));
    }

    private static void Goal(Report report, string what, double share, List<Verdict> judged, Func<Verdict, bool?> holds)
    {
        var known = judged.Where(v => holds(v) is not null).ToList();
        var right = known.Count(v => holds(v) == true);
        report.Goal($"{what}, at least {100 * share:F0} % of {Figures.Count(known.Count)}", right >= share * known.Count, Share(right, known.Count));
    }

    private static string[] Row(string name, List<Verdict> verdicts) =>
    [
        name, Figures.Count(verdicts.Count), Share(verdicts, v => v.Found), Share(verdicts, v => v.Line), Share(verdicts, v => v.Span), Share(verdicts, v => v.Suggestion), Share(verdicts, v => v.Healed),
        Figures.Places(verdicts.Average(v => v.Errors.Count), 2),
    ];

    private static string Share(List<Verdict> verdicts, Func<Verdict, bool?> holds) => Share(verdicts.Count(v => holds(v) == true), verdicts.Count(v => holds(v) is not null));

    private static string Share(int part, int of) => of == 0 ? "–" : $"{Figures.Places(100.0 * part / of, 1)} %";

    private static int Line(Mutant mutant) => mutant.File.Source.LineOf(mutant.Edit.Start);

    private static void Write(string path, string text)
    {
        if (path.Length > 0)
        {
            File.WriteAllText(path, text);
        }
    }
}
