using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Literals without a unit, with one of another kind, or with one nobody knows.</summary>
internal sealed class WrongUnits : Mutation
{
    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random) => Literals(file, random).Concat(Expressions(file, random));

    private static IEnumerable<Mutant> Literals(StudyFile file, Random random)
    {
        foreach (var value in Values.Of(file))
        {
            var number = random.Next(1, 500);
            string[] typed = value.Type switch
            {
                "a duration such as 250ms" => [$"{number}", $"{number} bps", $"{number} USDT", $"{number}/s", $"{number}MiB", $"{number} lightyears", $"{number} BTC"],
                "a rate such as 5/s" => [$"{number}", $"{number}ms", $"{number} Hz", $"{number} USDT", $"{number}/x", $"{number}KiB"],
                "a size such as 64MiB" => [$"{number}", $"{number}ms", $"{number} bps", $"{number}/s", $"{number} pages"],
                _ => [],
            };
            if (typed.Length > 0)
            {
                var edit = new FileEdit(file.Start(value.Value), file.End(value.Value), typed[random.Next(typed.Length)]);
                yield return new Mutant(MutantKind.WrongUnit, file, edit, $"{value.Key.Name} is {edit.Text}")
                {
                    Codes = value.Code == "SE" ? ["SE40"] : [value.Code, "SE40"],
                    Places = [Written(edit)],
                    MustName = [[edit.Text], Kinds(value.Type)],
                    Node = value.Node,
                };
            }
        }
    }

    // the message says what would be right
    private static string[] Kinds(string type) => [type.Split(' ')[1]];

    private static IEnumerable<Mutant> Expressions(StudyFile file, Random random)
    {
        foreach (var (node, body) in Nodes(file))
        {
            var schema = file.Node(node.Name)?.Inputs.FirstOrDefault()?.Schema;
            if (!body.TryGet("where", out var where) || where.Value is not YamlScalar { Quoted: false, Style: ScalarStyle.Plain } || schema is null)
            {
                continue;
            }

            var (column, unit) = schema.Fields.Where(f => f.Unit is not null && f.Type.Kind == TypeKind.Float64).Select(f => (f.Name, f.Unit)).FirstOrDefault();
            string[] typed = column is null ? ["ts_recv - ts > 5 bps"] : [$"{column} > {random.Next(1, 99)} {(unit == "bps" ? "USDT" : "bps")}", $"{column} + {random.Next(1, 99)} ms > 0", $"{column} < {random.Next(1, 99)}ms"];
            var at = file.End(where.Value);
            var edit = new FileEdit(at, at, " and " + typed[random.Next(typed.Length)]);
            yield return new Mutant(MutantKind.WrongUnit, file, edit, "where" + edit.Text)
            {
                Codes = ["SE42", "SE41"],
                Places = [new ExpectedPlace(edit.Start + 5, edit.NewEnd, PlaceMatch.Inside)],
                Node = node.Name,
            };
        }
    }
}
