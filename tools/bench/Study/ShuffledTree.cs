using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>A tree with the keys of every map in another order. Three keep theirs, since it says something: the <c>columns</c> of a source (their order), the <c>inputs</c> of a template (their rank), the variables of <c>for_each</c> (the order of what is made).</summary>
internal static class ShuffledTree
{
    /// <summary>The shuffled tree.</summary>
    public static YamlMap Of(YamlMap map, Random random)
    {
        var entries = map.Entries.Select(e => e with { Value = e.Name is "columns" or "inputs" or "for_each" ? e.Value : Of(e.Value, random) }).ToArray();
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
