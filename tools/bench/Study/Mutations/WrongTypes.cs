using StreamEngine.Config;
using StreamEngine.Expressions;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Values of another type or shape.</summary>
internal sealed class WrongTypes : Mutation
{
    private static readonly string[] Shapes = ["[1, 2]", "{ a: 1 }"];

    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random) => Options(file, random).Concat(Shaped(file, random)).Concat(Expressions(file, random));

    private static IEnumerable<Mutant> Options(StudyFile file, Random random)
    {
        foreach (var value in Values.Of(file))
        {
            var written = file.Text[file.Start(value.Value)..file.End(value.Value)];
            var isNumber = value.Type is "a whole number" or "a number";
            var isTruth = value.Type == "true or false";
            var quoted = (isNumber || isTruth) && !((YamlScalar)value.Value).Quoted && value.Code == "SE" && random.Next(3) == 0;
            var typed = quoted ? $"'{written}'"
                : isNumber ? Pick(random, ["many", "true", "10s", .. Shapes])
                : isTruth ? Pick(random, ["5", "maybe", .. Shapes])
                : Shapes[1];
            var edit = Replace(file, value.Value, typed);
            yield return new Mutant(MutantKind.WrongType, file, edit, $"{value.Key.Name} is {typed}")
            {
                Codes = value.Code == "SE" ? [SchemaErrors.WrongType.Code, "SE40", SchemaErrors.UnknownOption.Code, SchemaErrors.MissingOption.Code] : [value.Code],
                Places = [Written(edit), .. typed == Shapes[1] ? [new ExpectedPlace(edit.Start + 2, edit.Start + 3), At(file, edit, value.Key.Key)] : Array.Empty<ExpectedPlace>()],
                HasOneFix = quoted,
                Suggestions = [],
                Node = value.Node,
            };
        }
    }

    private static IEnumerable<Mutant> Shaped(StudyFile file, Random random)
    {
        foreach (var entry in file.Top.Entries)
        {
            var (typed, code) = entry.Name switch
            {
                "version" => (Pick(random, "two", "[1]", "1.5"), GraphCodes.BadVersion),
                "pipeline" => (Pick(random, "[a]", "{ a: b }"), GraphCodes.BadName),
                "params" or "time" => (Pick(random, "none", "[a]", "5"), GraphCodes.WrongShape),
                _ => ("", null),
            };
            if (code is not null)
            {
                yield return Mutant(file, entry, typed, "", code.Code, SchemaErrors.WrongType.Code);
            }
        }

        foreach (var (node, body) in Nodes(file))
        {
            yield return Mutant(file, node, Pick(random, "5", "[a, b]", "soon"), node.Name, GraphCodes.WrongShape.Code);
            foreach (var part in body.Entries.Where(p => p.Name is "key" or "where" or "select" or "drop" or "from"))
            {
                yield return Mutant(file, part, part.Name is "key" or "drop" or "from" ? "[{ a: b }]" : Pick(random, "[a]", "{ a: b }"), node.Name, GraphCodes.WrongShape.Code);
            }
        }
    }

    private static Mutant Mutant(StudyFile file, YamlEntry entry, string typed, string node, params string[] codes)
    {
        var edit = Replace(file, entry.Value, typed);
        var inner = typed.StartsWith("[{", StringComparison.Ordinal) ? [new ExpectedPlace(edit.NewEnd - typed.Length + 1, edit.NewEnd - 1)] : Array.Empty<ExpectedPlace>();
        return new Mutant(MutantKind.WrongType, file, edit, $"{entry.Name} is {typed}") { Codes = codes, Places = [new ExpectedPlace(edit.NewEnd - typed.Length, edit.NewEnd), .. inner], Node = node };
    }

    private static IEnumerable<Mutant> Expressions(StudyFile file, Random random)
    {
        foreach (var (node, body) in Nodes(file))
        {
            if (body.TryGet("where", out var where) && where.Value is YamlScalar { Quoted: false, Style: ScalarStyle.Plain } && file.Node(node.Name)?.Inputs[0].Schema?.Has("ts") == true)
            {
                var at = file.End(where.Value);
                var edit = new FileEdit(at, at, " and " + Pick(random, "ts > 'x'", "ts + 1.5 > 2", "abs('x') > 1", "ts", "not ts", "(ts = true)"));
                yield return new Mutant(MutantKind.WrongType, file, edit, "where" + edit.Text)
                {
                    Codes = ["SE41"],
                    Places = [new ExpectedPlace(edit.Start + 5, edit.NewEnd, PlaceMatch.Inside), new ExpectedPlace(file.Start(where.Value), edit.NewEnd)],
                    Node = node.Name,
                };
            }
        }
    }

    // a block map begins below its key: the space before what is typed takes the place of the line break
    private static FileEdit Replace(StudyFile file, YamlNode value, string typed)
    {
        var (start, end) = (file.Start(value), file.End(value));
        if (value is YamlMap map && !file.IsFlow(map))
        {
            var line = file.Source.StartOf(file.Source.LineOf(start));
            while (line > 0 && file.Text[line - 1] is '\n' or ' ')
            {
                line--;
            }

            return file.Text[line - 1] == ':' ? new FileEdit(line, end, " " + typed) : new FileEdit(start, end, typed);
        }

        return new FileEdit(start, end, typed);
    }
}
