using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Nodes that read rows without the columns they need, and merges of two schemas.</summary>
internal sealed class UnfittingEdges : Mutation
{
    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random)
    {
        foreach (var reference in file.References)
        {
            var node = file.Node(reference.Node);
            var role = node?.Inputs.ToList().FindIndex(i => i.Role == reference.Role || (reference.Role == "in" && node.Inputs.Count == 1)) ?? -1;
            if (role < 0)
            {
                continue;
            }

            var needed = Needed(file, node!, role);
            var behind = file.Downstream(reference.Node);
            var others = Ports(file, file.Variable(reference.Node)).Where(p => !behind.Contains(p.Node) && p.Ref != reference.Scalar.Value).ToList();
            var unfit = others.Where(p => needed.Any(c => !p.Schema.Has(c))).ToList();
            if (unfit.Count > 0)
            {
                yield return Rewired(file, reference, needed, unfit[random.Next(unfit.Count)]);
            }

            var merged = others.Where(p => !p.Schema.SameShape(node!.Inputs[role].Schema!)).ToList();
            if (reference.IsAlone && merged.Count > 0)
            {
                yield return Merged(file, reference, merged[random.Next(merged.Count)]);
            }
        }
    }

    private static Mutant Rewired(StudyFile file, NodeReference reference, HashSet<string> needed, (string Node, string Ref, Schema Schema) other)
    {
        var missing = needed.Where(c => !other.Schema.Has(c)).Order(StringComparer.Ordinal).ToList();
        var edit = new FileEdit(file.Start(reference.Scalar), file.End(reference.Scalar), other.Ref);
        var uses = NamePlaces.Of(file).Where(p => p.Kind == MutantKind.ColumnTypo && p.Node == reference.Node && missing.Contains(p.Name)).Select(p => new ExpectedPlace(edit.Moved(p.Start), edit.Moved(p.Start) + p.Name.Length));
        return new Mutant(MutantKind.UnfittingEdge, file, edit, $"'{reference.Node}' reads '{other.Ref}'")
        {
            Codes = [GraphCodes.Unfit.Code, GraphCodes.UnknownColumn.Code, "SE3201", GraphCodes.SchemaMismatch.Code, GraphCodes.ColumnType.Code],
            Places = [Written(edit), .. uses],
            MustName = [[other.Ref, other.Schema.Name ?? other.Ref], missing],
            Node = reference.Node,
        };
    }

    private static Mutant Merged(StudyFile file, NodeReference reference, (string Node, string Ref, Schema Schema) other)
    {
        var edit = new FileEdit(file.Start(reference.Scalar), file.End(reference.Scalar), $"[{reference.Scalar.Value}, {other.Ref}]");
        return new Mutant(MutantKind.UnfittingEdge, file, edit, $"'{reference.Node}' merges '{reference.Scalar.Value}' and '{other.Ref}'")
        {
            Codes = [GraphCodes.SchemaMismatch.Code],
            Places = [new ExpectedPlace(edit.NewEnd - 1 - other.Ref.Length, edit.NewEnd - 1), Written(edit)],
            MustName = [[other.Ref], [reference.Scalar.Value]],
            Node = reference.Node,
        };
    }

    private static IEnumerable<(string Node, string Ref, Schema Schema)> Ports(StudyFile file, string? variable) =>
        from entry in file.Nodes.Entries
        let node = file.Node(entry.Name)
        where node is { IsSink: false } && file.Variable(entry.Name) == variable
        from port in node.Ports
        where !port.IsDead
        select (entry.Name, file.RefTo(entry.Name, port.Name), port.Schema);

    // columns the node cannot do without; key columns are needed of every input
    private static HashSet<string> Needed(StudyFile file, BoundNode node, int role)
    {
        var needed = new HashSet<string>(node.Key, StringComparer.Ordinal);
        if (node.Verb is not null && !node.IsSink)
        {
            needed.UnionWith(node.Reads[role]);
        }

        if (role == 0 && node.Where is { } where)
        {
            needed.UnionWith(where.Condition.Columns);
        }

        if (role == 0 && node is { Verb: null, Select: { } select } && NamesItsColumns(file, node.Name))
        {
            needed.UnionWith(select.Columns.SelectMany(c => c.Value.Columns));
        }

        return needed;
    }

    private static bool NamesItsColumns(StudyFile file, string node) =>
        file.Nodes.TryGet(node, out var entry) && entry.Value is YamlMap body && body.TryGet("select", out var select)
        && select.Value is YamlScalar text && !text.Value.Split('\n').Any(line => line.TrimStart().StartsWith('*'));
}
