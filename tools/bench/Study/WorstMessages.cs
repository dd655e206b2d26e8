using System.Text;
using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>Messages for reading: those that score worst, and those that are wrong.</summary>
internal static class WorstMessages
{
    private const int LongMessage = 160;

    /// <summary>The worst: not found, wrong line, wrong span, no or wrong suggestion, many errors for one mistake, long. No two with one text apart from names.</summary>
    public static string Of(IReadOnlyList<Verdict> verdicts, int count)
    {
        var text = new StringBuilder();
        foreach (var verdict in verdicts.OrderByDescending(Score).ThenBy(v => v.Mutant.Text, StringComparer.Ordinal).DistinctBy(v => (v.Mutant.Kind, v.Best?.Code, Score(v) / 5)).Concat(verdicts.OrderByDescending(Score)).Distinct().Take(count))
        {
            Tell(text, verdict);
        }

        return text.ToString();
    }

    /// <summary>All that are wrong in any respect.</summary>
    public static string Missed(IReadOnlyList<Verdict> verdicts, IReadOnlyList<(Mutant First, Mutant Second, IReadOnlyList<Problem> Errors)> pairs)
    {
        var text = new StringBuilder();
        foreach (var verdict in verdicts.Where(v => !v.Span || v.Suggestion == false || v.Healed == false))
        {
            Tell(text, verdict);
        }

        foreach (var (first, second, errors) in pairs)
        {
            text.Append($"── two mistakes: {first.Kind} {first.What} + {second.Kind} {second.What}, {first.File.Path}\n");
            errors.ToList().ForEach(e => text.Append("   ").Append(ProblemText.Line(e)).Append('\n'));
        }

        return text.ToString();
    }

    private static int Score(Verdict verdict) =>
        (verdict.Found ? 0 : 1000) + (verdict.Line ? 0 : 400) + (verdict.Span ? 0 : 100) + (verdict.Suggestion == false ? 80 : 0) + (verdict.Healed == false ? 10 : 0)
        + (10 * Math.Min(verdict.Errors.Count - 1, 10)) + Math.Max(0, (Length(verdict) - LongMessage) / 4) + (verdict.Best?.Help is null ? 15 : 0);

    private static int Length(Verdict verdict) => (verdict.Best?.Message.Length ?? 0) + (verdict.Best?.Help?.Length ?? 0);

    private static void Tell(StringBuilder text, Verdict verdict)
    {
        var mutant = verdict.Mutant;
        var source = new SourceText(mutant.File.Path, mutant.Text);
        string Mark(bool? good, string what) => good is null ? "" : good.Value ? "" : $" no {what}";
        text.Append($"── {mutant.Kind}: {mutant.What};{Mark(verdict.Found, "message")}{Mark(verdict.Line, "line")}{Mark(verdict.Span, "span")}{Mark(verdict.Suggestion, "suggestion")}{Mark(verdict.Healed, "mending")}; expected {string.Join('/', mutant.Codes)} at ");
        text.AppendJoin(", ", mutant.Places.Select(p => source.SpanOf(p.Start, p.End)).Select(s => $"{s.Line}:{s.Column}-{s.EndColumn}")).Append('\n');
        foreach (var error in verdict.Errors)
        {
            text.Append(error == verdict.Best ? ProblemBlock.Of(error, mutant.Text) : "   also " + ProblemText.Line(error) + "\n");
        }
    }
}
