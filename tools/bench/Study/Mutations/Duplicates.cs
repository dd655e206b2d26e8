using StreamEngine.Config;
using StreamEngine.Expressions;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Things written twice.</summary>
internal sealed class Duplicates : Mutation
{
    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random) => Keys(file, file.Top, "").Concat(Lines(file));

    private static IEnumerable<Mutant> Keys(StudyFile file, YamlMap map, string node)
    {
        foreach (var entry in map.Entries)
        {
            var inside = map == file.Nodes ? entry.Name : node;
            var (edit, key) = EntryEdits.Duplicate(file, map, entry);
            yield return new Mutant(MutantKind.Duplicate, file, edit, $"'{entry.Name}' twice")
            {
                Codes = [SyntaxErrors.DuplicateKey.Code],
                Places = [new ExpectedPlace(key, key + file.End(entry.Key) - file.Start(entry.Key))],
                HasOneFix = true,
                Node = inside,
            };
            foreach (var inner in entry.Value is YamlMap below ? Keys(file, below, inside) : [])
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<Mutant> Lines(StudyFile file)
    {
        foreach (var (node, body) in Nodes(file))
        {
            if (!body.TryGet("select", out var select) || select.Value is not YamlScalar { Style: ScalarStyle.Literal } block)
            {
                continue;
            }

            for (var line = block.Span.Line + 1; line < block.Span.EndLine; line++)
            {
                var text = file.Source.Line(line).ToString();
                var name = new string([.. text.TrimStart().TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_')]);
                if (name.Length > 0)
                {
                    var at = file.Source.StartOf(line + 1);
                    var start = at + text.Length - text.TrimStart().Length;
                    yield return new Mutant(MutantKind.Duplicate, file, new FileEdit(at, at, text + "\n"), $"line '{name}' twice")
                    {
                        Codes = [ExpressionErrors.NameSetTwice.Code],
                        Places = [new ExpectedPlace(start, start + name.Length)],
                        HasOneFix = true,
                        Node = node.Name,
                    };
                }
            }
        }
    }
}
