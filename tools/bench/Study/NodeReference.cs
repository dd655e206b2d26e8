using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>A name in the <c>from</c> of a node.</summary>
/// <param name="Node">The node that reads.</param>
/// <param name="Role">The input; <c>in</c> where none is named.</param>
/// <param name="Target">The node that is read.</param>
/// <param name="Port">The port; empty for the main one.</param>
/// <param name="Scalar">Where it stands.</param>
/// <param name="IsAlone">Whether the whole of the input is this name.</param>
internal sealed record NodeReference(string Node, string Role, string Target, string Port, YamlScalar Scalar, bool IsAlone)
{
    /// <summary>All of a file.</summary>
    public static IEnumerable<NodeReference> Of(StudyFile file)
    {
        foreach (var node in file.Nodes.Entries)
        {
            if (node.Value is YamlMap body && body.TryGet("from", out var from))
            {
                foreach (var reference in Of(node.Name, "in", from.Value))
                {
                    yield return reference;
                }
            }
        }
    }

    private static IEnumerable<NodeReference> Of(string node, string role, YamlNode value, bool isAlone = true) => value switch
    {
        YamlMap roles => roles.Entries.SelectMany(r => Of(node, r.Name, r.Value)),
        YamlList list => list.Items.SelectMany(i => Of(node, role, i, isAlone: false)),
        YamlScalar scalar => [Of(node, role, scalar, isAlone)],
        _ => [],
    };

    private static NodeReference Of(string node, string role, YamlScalar scalar, bool isAlone)
    {
        var end = scalar.Value.AsSpan().IndexOfAny('(', '.');
        var dot = scalar.Value.IndexOf('.', scalar.Value.IndexOf(')', StringComparison.Ordinal) + 1);
        return new NodeReference(node, role, end < 0 ? scalar.Value : scalar.Value[..end], dot < 0 ? "" : scalar.Value[(dot + 1)..], scalar, isAlone);
    }
}
