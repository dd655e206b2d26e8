using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study;

/// <summary>A tree with the keys of every map in another order. Some keep theirs, since it says something: the <c>columns</c> of a source (their order), the <c>inputs</c> of a template (their rank), the variables of
/// <c>for_each</c> (the order of what is made), the <c>cases</c> of a <c>route</c> (the first that holds), and the inputs of verbs whose names are the file's, such as <c>switch</c> (their rank).</summary>
internal static class ShuffledTree
{
    private static readonly IReadOnlySet<string> Named = new OperatorRegistry(typeof(Sources.MarketSimulator).Assembly).All.Where(o => o.NamedInputs is not null).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The shuffled tree.</summary>
    public static YamlMap Of(YamlMap map, Random random)
    {
        var isNamed = map.Entries.Any(e => Named.Contains(e.Name));
        var entries = map.Entries.Select(e => e with { Value = e.Name is "columns" or "inputs" or "for_each" or "cases" || (isNamed && e.Name == "from") ? e.Value : Of(e.Value, random) }).ToArray();
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
