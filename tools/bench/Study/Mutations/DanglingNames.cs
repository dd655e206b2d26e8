using StreamEngine.Config;
using StreamEngine.Expressions;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Nodes and params that others name, renamed or taken away.</summary>
internal sealed class DanglingNames : Mutation
{
    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random)
    {
        foreach (var node in file.Nodes.Entries)
        {
            var readers = file.References.Where(r => r.Target == node.Name && r.Node != node.Name).ToList();
            var edit = Edit(file, file.Nodes, node, random);
            if (readers.Count > 0 && edit is not null)
            {
                yield return new Mutant(MutantKind.Dangling, file, edit, $"node '{node.Name}' {(edit.Text.Length > 0 ? "renamed" : "gone")}")
                {
                    Codes = [GraphCodes.UnknownNode.Code],
                    Places = [.. readers.Select(r => Part(edit, file.Start(r.Scalar, 0, r.Target), r.Target.Length))],
                    Node = node.Name,
                };
            }
        }

        if (!file.Top.TryGet("params", out var entry) || entry.Value is not YamlMap map)
        {
            yield break;
        }

        foreach (var param in map.Entries.Where(p => ((YamlMap)p.Value).TryGet("default", out _)))
        {
            var uses = NamePlaces.Of(file).Where(p => p.Kind == MutantKind.ParamTypo && p.Name == param.Name).ToList();
            var edit = Edit(file, map, param, random);
            if (uses.Count > 0 && edit is not null)
            {
                yield return new Mutant(MutantKind.Dangling, file, edit, $"param '{param.Name}' {(edit.Text.Length > 0 ? "renamed" : "gone")}")
                {
                    Codes = [GraphCodes.UnknownParam.Code, ExpressionErrors.NoSuchParameter.Code],
                    Places = [.. uses.SelectMany(u => new[] { Part(edit, u.Start, u.Name.Length), Part(edit, u.Start - 1, u.Name.Length + 1) })],
                };
            }
        }
    }

    private static FileEdit? Edit(StudyFile file, YamlMap map, YamlEntry entry, Random random) =>
        random.Next(2) == 0 ? EntryEdits.Remove(file, map, entry) : new FileEdit(file.Start(entry.Key), file.End(entry.Key), Pick(random, "zz9", "elsewhere_now", "w8x_v7"));

    private static ExpectedPlace Part(FileEdit edit, int start, int length) => new(edit.Moved(start), edit.Moved(start) + length);
}
