using System.Text.RegularExpressions;
using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>Holds what a validator says about a mutant against what follows from its edit.</summary>
/// <param name="validate">The validator: file name, text and settings to problems.</param>
internal sealed partial class Judge(Validator validate)
{
    private const int MostRounds = 50; // as validate --fix

    /// <summary>The verdict on a mutant.</summary>
    public Verdict On(Mutant mutant)
    {
        var text = mutant.Text;
        var problems = validate(mutant.File, text);
        var errors = problems.Where(p => p.Severity == Severity.Error).ToList();
        var (best, line, span) = Best(mutant, new SourceText(mutant.File.Path, text), mutant.Places, errors);
        return new Verdict(mutant, errors, best, line, span, Suggestion(mutant, best), mutant.HasOneFix ? Heals(mutant, text, problems) : null);
    }

    /// <summary>Whether both mistakes of two mutants of one file are reported, each in its line.</summary>
    public bool FindsBoth(Mutant first, Mutant second, out IReadOnlyList<Problem> errors)
    {
        var (before, behind) = first.Edit.Start <= second.Edit.Start ? (first, second) : (second, first);
        var text = before.Edit.Apply(behind.Edit.Apply(first.File.Text));
        var source = new SourceText(first.File.Path, text);
        errors = [.. validate(first.File, text).Where(p => p.Severity == Severity.Error)];
        return Reported(before, behind.Edit, source, errors) && Reported(behind, before.Edit, source, errors);
    }

    private static bool Reported(Mutant mutant, FileEdit other, SourceText source, IReadOnlyList<Problem> errors)
    {
        // places are offsets after the mutant's own edit; the other edit moves those behind it
        var at = other.Start >= mutant.Edit.End ? other.Start + mutant.Edit.Shift : other.Start;
        var places = mutant.Places.Select(p => p with { Start = p.Start >= at ? p.Start + other.Shift : p.Start, End = p.End >= at ? p.End + other.Shift : p.End }).ToList();
        return Best(mutant, source, places, errors).Line;
    }

    private static (Problem? Best, bool Line, bool Span) Best(Mutant mutant, SourceText source, IReadOnlyList<ExpectedPlace> places, IReadOnlyList<Problem> errors)
    {
        var meant = errors.Where(p => p.Span.File == mutant.File.Path && (p.UsedAt.Count > 0 || mutant.File.Host is null) && mutant.Codes.Any(c => p.Code.StartsWith(c, StringComparison.Ordinal))).ToList();
        var exact = meant.Find(p => places.Any(place => Meets(p.Span, place, source)));
        var near = exact ?? meant.Find(p => places.Any(place => p.Span.Line == source.LineOf(place.Start)));
        return (near ?? meant.FirstOrDefault(), near is not null, exact is not null);
    }

    private static bool Meets(Span span, ExpectedPlace place, SourceText source)
    {
        var wanted = source.SpanOf(place.Start, place.End);
        return place.Match switch
        {
            PlaceMatch.Exact => (span.Line, span.Column, span.EndLine, span.EndColumn) == (wanted.Line, wanted.Column, wanted.EndLine, wanted.EndColumn),
            PlaceMatch.Start => (span.Line, span.Column) == (wanted.Line, wanted.Column),
            _ => (span.Line, span.Column).CompareTo((wanted.Line, wanted.Column)) >= 0 && (span.Line, span.Column).CompareTo((wanted.EndLine, wanted.EndColumn)) <= 0,
        };
    }

    private static bool? Suggestion(Mutant mutant, Problem? best)
    {
        if (mutant.Suggestions.Count == 0 && mutant.MustName.Count == 0)
        {
            return null;
        }

        if (best is null)
        {
            return false;
        }

        var said = $"{best.Message} {best.Help}";
        var first = Quoted().Match(best.Help ?? "").Groups[1].Value;
        return (mutant.Suggestions.Count == 0 || mutant.Suggestions.Contains(first))
            && mutant.MustName.All(names => names.Any(name => said.Contains(name, StringComparison.Ordinal)));
    }

    private bool Heals(Mutant mutant, string text, IReadOnlyList<Problem> problems)
    {
        var mended = text;
        for (var round = 0; round < MostRounds && TextEdits.Together(problems).Where(e => e.Span.File == mutant.File.Path).ToList() is { Count: > 0 } edits; round++)
        {
            mended = TextEdits.Apply(mended, edits);
            problems = validate(mutant.File, mended);
        }

        if (mended == text || problems.Any(p => p.Severity == Severity.Error))
        {
            return false;
        }

        var bound = mutant.File.Bind(mended, []);
        return bound is not null && CanonicalPlan.Of(bound) == mutant.File.Plan;
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
