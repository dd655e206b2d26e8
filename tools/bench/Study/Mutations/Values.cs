using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>A value of an option, param or attribute, with what it must look like.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">The value.</param>
/// <param name="Type">What its declaration says: <c>a whole number</c>, <c>a duration such as 250ms</c>, …</param>
/// <param name="Node">The node it is in; empty outside.</param>
/// <param name="Code">The code of a value of another type.</param>
internal sealed record Values(YamlEntry Key, YamlNode Value, string Type, string Node, string Code)
{
    private static readonly Dictionary<string, string> ParamTypes = new(StringComparer.Ordinal)
    {
        ["int64"] = "a whole number", ["float64"] = "a number", ["duration"] = "a duration such as 250ms", ["rate"] = "a rate such as 5/s", ["bool"] = "true or false",
    };

    /// <summary>All scalar values of a file that are written out.</summary>
    public static IEnumerable<Values> Of(StudyFile file)
    {
        var values = Top(file);
        foreach (var node in file.Nodes.Entries.Where(e => e.Value is YamlMap))
        {
            foreach (var part in ((YamlMap)node.Value).Entries)
            {
                var type = part.Name switch { "batch" => typeof(BatchAttributeOptions), "buffer" => typeof(BufferAttributeOptions), _ => Validation.Registry.Find(part.Name, file.Node(node.Name)?.IsSource != true)?.OptionsType };
                values = type is null || Attributes.Built.Except(["batch", "buffer"]).Contains(part.Name) ? values : values.Concat(Options(part, OptionsDescription.Of(type), node.Name));
            }
        }

        return values.Where(v => v.Value is YamlScalar { IsNull: false } scalar && !scalar.Value.StartsWith('$'));
    }

    private static IEnumerable<Values> Top(StudyFile file)
    {
        var time = file.Top.TryGet("time", out var entry) ? Options(entry, OptionsDescription.Of(typeof(TimeOptions)), "") : [];
        var declared = file.Top.TryGet("params", out var found) && found.Value is YamlMap map ? map.Entries : [];
        return time.Concat(declared.SelectMany(Param));
    }

    private static IEnumerable<Values> Param(YamlEntry param) =>
        param.Value is YamlMap map && map.TryGet("type", out var type) && map.TryGet("default", out var value) && ParamTypes.TryGetValue(((YamlScalar)type.Value).Value, out var text)
            ? [new Values(value, value.Value, text, "", GraphCodes.BadParam.Code)]
            : [];

    private static IEnumerable<Values> Options(YamlEntry entry, IReadOnlyList<OptionDescription> options, string node)
    {
        if (entry.Value is not YamlMap map)
        {
            return options.FirstOrDefault(o => o.Shorthand) is { } shorthand ? [new Values(entry, entry.Value, shorthand.TypeText, node, "SE")] : [];
        }

        return map.Entries.SelectMany(e => options.FirstOrDefault(o => o.Name == e.Name) is not { } option ? []
            : option.Nested is { } nested ? Options(e, nested, node)
            : [new Values(e, e.Value, option.TypeText, node, "SE")]);
    }
}
