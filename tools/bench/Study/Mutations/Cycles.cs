using StreamEngine.Graph;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Nodes that read what stands behind them.</summary>
internal sealed class Cycles : Mutation
{
    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random)
    {
        foreach (var reference in file.References)
        {
            var behind = file.Downstream(reference.Node);
            var choices = behind.Where(n => file.Node(n) is { IsSink: false } && file.Variable(n) == file.Variable(reference.Node)).Order(StringComparer.Ordinal).ToList();
            if (choices.Count == 0)
            {
                continue;
            }

            var target = choices[random.Next(choices.Count)];
            var edit = new FileEdit(file.Start(reference.Scalar), file.End(reference.Scalar), file.RefTo(target));
            var circle = behind.Where(n => file.Downstream(n).Contains(target)).ToHashSet(StringComparer.Ordinal);
            var others = file.References.Where(r => r != reference && circle.Contains(r.Node) && circle.Contains(r.Target));
            yield return new Mutant(MutantKind.Cycle, file, edit, $"'{reference.Node}' reads '{target}'")
            {
                Codes = [GraphCodes.Cycle.Code],
                Places = [Written(edit), .. others.Select(r => At(file, edit, r.Scalar))],
                MustName = [[reference.Node], [target]],
                Node = reference.Node,
            };
        }
    }
}
