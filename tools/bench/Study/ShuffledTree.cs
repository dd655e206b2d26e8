using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>A tree with the keys of every map in another order. The <c>columns</c> of a source keep theirs: it is the order of the columns.</summary>
internal static class ShuffledTree
{
    /// <summary>The shuffled tree.</summary>
    public static YamlMap Of(YamlMap map, Random random)
    {
        var entries = map.Entries.Select(e => e with { Value = e.Name == "columns" ? e.Value : Of(e.Value, random) }).ToArray();
        random.Shuffle(entries);
        return new YamlMap(entries, map.Span);
    }

    private static YamlNode Of(YamlNode node, Random random) => node switch
    {
        YamlMap map => Of(map, random),
        YamlList list => new YamlList([.. list.Items.Select(i => Of(i, random))], list.Span),
        _ => node,
    };
}
