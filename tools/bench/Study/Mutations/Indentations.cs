using StreamEngine.Config;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Lines moved to the left or right, or begun with a tab. Where exactly it hurts is a matter of the lines around: a message is right at the line, at the next, or at the line it hangs on.</summary>
internal sealed class Indentations : Mutation
{
    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random)
    {
        var literals = Literals(file.Top).ToList();
        for (var line = 1; line <= file.Source.LineCount; line++)
        {
            var text = file.Source.Line(line).ToString();
            var blanks = text.Length - text.TrimStart().Length;
            if (text.Trim().Length == 0 || text.TrimStart().StartsWith('#'))
            {
                continue;
            }

            var start = file.Source.StartOf(line);
            var moved = random.Next(4) switch
            {
                0 when blanks > 0 => new string(' ', blanks - random.Next(1, blanks + 1)),
                1 when blanks > 0 => "\t" + new string(' ', blanks / 2),
                _ => new string(' ', blanks + random.Next(1, 4)),
            };
            var edit = new FileEdit(start, start + blanks, moved);
            var inLiteral = literals.Exists(l => l.Span.Line < line && line <= l.Span.EndLine);
            yield return new Mutant(MutantKind.Indentation, file, edit, moved.Contains('\t', StringComparison.Ordinal) ? "a tab" : $"{blanks} spaces become {moved.Length}")
            {
                Codes = ["SE1", "SE2", "SE3"],
                Places = [.. Lines(file, edit, line)],
                MayStayValid = inLiteral || IsAlone(file, line, blanks, moved.Length),
                IsReadable = false,
            };
        }
    }

    private static IEnumerable<ExpectedPlace> Lines(StudyFile file, FileEdit edit, int line)
    {
        var source = new SourceText(file.Path, edit.Apply(file.Text));
        var next = Neighbour(source, line, 1);
        var blanks = file.Source.Line(line).Length - file.Source.Line(line).TrimStart().Length;
        var parent = line;
        while (parent > 1 && (file.Source.Line(parent).Trim().Length == 0 || Blanks(file.Source, parent) >= blanks))
        {
            parent--;
        }

        return new[] { line, next, Neighbour(source, line, -1), parent }.Distinct()
            .Select(n => new ExpectedPlace(source.StartOf(n), source.StartOf(n) + source.Line(n).Length, PlaceMatch.Inside));
    }

    private static int Neighbour(SourceText source, int line, int step)
    {
        var at = line + step;
        while (at > 1 && at < source.LineCount && (source.Line(at).Trim().Length == 0 || source.Line(at).TrimStart().StartsWith("#")))
        {
            at += step;
        }

        return Math.Clamp(at, 1, source.LineCount);
    }

    // one key alone below its parent may stand anywhere behind it
    private static bool IsAlone(StudyFile file, int line, int blanks, int moved)
    {
        var (before, after) = (Neighbour(file.Source, line, -1), Neighbour(file.Source, line, 1));
        var opens = before < line && Blanks(file.Source, before) < blanks;
        var closes = after == line || after > file.Source.LineCount || Blanks(file.Source, after) < blanks;
        return opens && closes && moved > Blanks(file.Source, before);
    }

    private static int Blanks(SourceText source, int line) => source.Line(line).Length - source.Line(line).TrimStart().Length;

    private static IEnumerable<YamlScalar> Literals(YamlNode node) => node switch
    {
        YamlScalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } scalar => [scalar],
        YamlScalar scalar when scalar.Span.EndLine > scalar.Span.Line => [scalar],
        YamlMap map => map.Entries.SelectMany(e => Literals(e.Value)),
        YamlList list => list.Items.SelectMany(Literals),
        _ => [],
    };
}
