using StreamEngine.Bench.Study;
using StreamEngine.Config;

namespace StreamEngine.Tests.Study;

/// <summary>The study of messages on a small draw, and that it sees validators that miss, mislocate or mislead.</summary>
public sealed class ErrorStudyTests
{
    private const int EachKind = 10;
    private const int Seed = 7;

    private static readonly Lazy<ErrorStudy> Small = new(() => ErrorStudy.Of(StudyFile.Shipped(), EachKind, Seed, ErrorStudy.Shipped));

    [Fact]
    public void Mutants_AreAtLeastAHundredAndFiftyOfAllKinds() =>
        Assert.True(Small.Value.Verdicts.Count >= 150 && Small.Value.Verdicts.Select(v => v.Mutant.Kind).Distinct().Count() >= 15, $"{Small.Value.Verdicts.Count}");

    [Fact]
    public void SingleMistakes_AreFoundWhereTheyAre()
    {
        var judged = Small.Value.Verdicts.Where(v => !v.CountsApart).ToList();

        AssertShare(1, judged, v => v.Found, "found");
        AssertShare(0.99, judged, v => v.Line, "right line");
        AssertShare(0.95, judged, v => v.Span, "right span");
        AssertShare(0.90, [.. judged.Where(v => v.Suggestion is not null)], v => v.Suggestion == true, "right first suggestion");
    }

    [Fact]
    public void MutantsThatStayValid_AreFewerThanOneInTwenty() =>
        Assert.True(Small.Value.Verdicts.Count(v => v.CountsApart) < 0.05 * Small.Value.Verdicts.Count);

    [Fact]
    public void TwoMistakes_AreBothReported() =>
        Assert.Empty(Small.Value.MissedPairs.Select(p => $"{p.First.What} and {p.Second.What}: {string.Join(" | ", p.Errors.Select(ProblemText.Line))}"));

    [Fact]
    public void Draw_IsTheSameForASeed() =>
        Assert.Equal(
            ErrorStudy.Draw(StudyFile.Shipped(), 5, new Random(3)).Select(m => m.Text),
            ErrorStudy.Draw(StudyFile.Shipped(), 5, new Random(3)).Select(m => m.Text));

    [Fact]
    public void ValidatorThatPassesOverOneCode_IsSeen()
    {
        var verdicts = Planted(problems => problems.Where(p => p.Code != "SE3004"));

        Assert.All(verdicts.Where(v => v.Mutant.Kind is MutantKind.NodeTypo), v => Assert.False(v.Found));
        Assert.All(verdicts.Where(v => v.Mutant.Kind is MutantKind.VerbTypo), v => Assert.True(v.Found));
    }

    [Fact]
    public void ValidatorThatPointsOneLineFurther_IsSeen() =>
        Assert.All(
            Planted(problems => problems.Select(p => p with { Span = p.Span with { Line = p.Span.Line + 1, EndLine = p.Span.EndLine + 1 } })).Where(v => v.Mutant.Kind is MutantKind.NodeTypo or MutantKind.ColumnTypo),
            v => Assert.True(v.Found && !v.Line && !v.Span));

    [Fact]
    public void ValidatorThatPointsOneColumnFurther_IsSeen() =>
        Assert.All(
            Planted(problems => problems.Select(p => p with { Span = p.Span with { Column = p.Span.Column + 1 } })).Where(v => v.Mutant.Kind is MutantKind.VerbTypo),
            v => Assert.True(v.Line && !v.Span));

    [Fact]
    public void ValidatorThatSuggestsAnotherName_IsSeen() =>
        Assert.All(
            Planted(problems => problems.Select(p => p with { Help = "did you mean 'something'?" })).Where(v => v.Mutant.Kind is MutantKind.VerbTypo && v.Mutant.HasOneFix),
            v => Assert.False(v.Suggestion));

    [Fact]
    public void EditThatGivesBackTheOriginal_Heals()
    {
        Mutant? current = null;
        var judge = new Judge((file, text) =>
        {
            var problems = ErrorStudy.Shipped(file, text);
            var edit = current!.Edit;
            var span = new SourceText(file.Path, text).SpanOf(edit.Start, edit.NewEnd);
            return [.. problems.Select(p => p with { Fix = [new TextEdit(span, file.Text[edit.Start..edit.End])] })];
        });
        foreach (var mutant in Small.Value.Verdicts.Select(v => v.Mutant).Where(m => m.HasOneFix))
        {
            current = mutant;
            Assert.True(judge.On(mutant).Healed, mutant.What);
        }
    }

    [Fact]
    public void EditThatGivesAnotherPlan_DoesNotHeal()
    {
        var mutant = Small.Value.Verdicts.Select(v => v.Mutant).First(m => m is { Kind: MutantKind.NodeTypo, HasOneFix: true });
        var meant = mutant.File.Text[mutant.Edit.Start..mutant.Edit.End];
        var other = mutant.File.Nodes.Entries.Select(e => e.Name).First(name => name != meant);
        var judge = new Judge((file, text) =>
            [.. ErrorStudy.Shipped(file, text).Select(p => p with { Fix = [new TextEdit(new SourceText(file.Path, text).SpanOf(mutant.Edit.Start, mutant.Edit.NewEnd), other)] })]);

        Assert.False(judge.On(mutant).Healed);
    }

    private static List<Verdict> Planted(Func<IEnumerable<Problem>, IEnumerable<Problem>> bug)
    {
        var judge = new Judge((file, text) => [.. bug(ErrorStudy.Shipped(file, text))]);
        return [.. Small.Value.Verdicts.Where(v => !v.CountsApart).Select(v => judge.On(v.Mutant))];
    }

    private static void AssertShare(double least, List<Verdict> verdicts, Func<Verdict, bool> holds, string what)
    {
        var missed = verdicts.Where(v => !holds(v)).ToList();
        Assert.True(
            verdicts.Count - missed.Count >= least * verdicts.Count,
            $"{what}: {verdicts.Count - missed.Count} of {verdicts.Count}\n{string.Join('\n', missed.Select(v => $"{v.Mutant.File.Path}: {v.Mutant.Kind} {v.Mutant.What}: {(v.Best is null ? "nothing" : ProblemText.Line(v.Best))}"))}");
    }
}
