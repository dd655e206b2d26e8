using StreamEngine.Config;

namespace StreamEngine.Cli.Fixing;

/// <summary>How much a pipeline file says, counted as it is written, so that a refused file has a size too.</summary>
/// <param name="Nodes">Entries under <c>nodes</c>.</param>
/// <param name="Edges">Names in their <c>from</c>.</param>
internal readonly record struct WrittenGraph(int Nodes, int Edges)
{
    /// <summary>Counts the nodes and edges of a file.</summary>
    public static WrittenGraph Of(string file, ReadOnlySpan<byte> bytes)
    {
        if (YamlReader.Read(file, bytes, new Problems()) is not { } top || !top.TryGet("nodes", out var entry) || entry.Value is not YamlMap nodes)
        {
            return default;
        }

        var edges = nodes.Entries.Select(node => node.Value).OfType<YamlMap>().Sum(node => node.TryGet("from", out var from) ? Names(from.Value) : 0);
        return new WrittenGraph(nodes.Entries.Count, edges);
    }

    private static int Names(YamlNode from) => from switch
    {
        YamlMap roles => roles.Entries.Sum(role => Names(role.Value)),
        YamlList list => list.Items.Count,
        _ => from.IsNull ? 0 : 1,
    };
}
