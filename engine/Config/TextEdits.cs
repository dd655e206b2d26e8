using System.Text;

namespace StreamEngine.Config;

/// <summary>Changes texts by <see cref="TextEdit"/>.</summary>
public static class TextEdits
{
    /// <summary>The fixes of problems that can be made together: each whole or not at all, none touching another's characters. The first problem wins.</summary>
    public static IReadOnlyList<TextEdit> Together(IEnumerable<Problem> problems)
    {
        var chosen = new List<TextEdit>();
        foreach (var problem in problems.Where(problem => problem.Fix.Count > 0))
        {
            if (problem.Fix.All(chosen.Contains))
            {
                continue; // the same change mends several
            }

            if (!problem.Fix.Any(edit => chosen.Any(other => Touch(edit.Span, other.Span))))
            {
                chosen.AddRange(problem.Fix);
            }
        }

        return chosen;
    }

    /// <summary>The text with the changes of one file made; every other character stays as it is.</summary>
    /// <param name="text">The text, without a byte order mark.</param>
    /// <param name="edits">Changes whose places do not overlap.</param>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var source = new SourceText("", text);
        var changed = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var (start, end, with) in edits.Select(edit => (Offset(source, edit.Span.Line, edit.Span.Column), Offset(source, edit.Span.EndLine, edit.Span.EndColumn), edit.Text)).OrderBy(edit => edit))
        {
            changed.Append(text, at, start - at).Append(with);
            at = end;
        }

        return changed.Append(text, at, text.Length - at).ToString();
    }

    private static int Offset(SourceText source, int line, int column) =>
        line > source.LineCount ? source.Text.Length : Math.Min(source.StartOf(line) + column - 1, source.Text.Length);

    private static bool Touch(Span a, Span b) =>
        a.File == b.File && (a.Line, a.Column).CompareTo((b.EndLine, b.EndColumn)) <= 0 && (b.Line, b.Column).CompareTo((a.EndLine, a.EndColumn)) <= 0;
}
