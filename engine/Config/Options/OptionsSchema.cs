using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace StreamEngine.Config;

/// <summary>
/// The JSON Schema (draft-07, with the extensions editors know) of an options record, from its properties, attributes and doc comments: what <see cref="OptionsReader"/> accepts,
/// apart from ranges of literals with units, which a schema cannot compare.
/// </summary>
public static class OptionsSchema
{
    /// <summary>The value of a verb or attribute: a map of options, nothing where none is required, or the bare value of the <see cref="ShorthandAttribute"/> option.</summary>
    public static JsonObject OfVerb(Type record)
    {
        var options = OptionProperty.Of(record);
        var required = options.Where(option => option.IsRequired).ToList();
        var shorthand = options.FirstOrDefault(option => option.IsShorthand);
        var schema = Record(record);
        var types = new List<string> { "object" };
        if (required.Count == 0)
        {
            types.Add("null");
        }

        if (shorthand is not null && required.TrueForAll(option => option == shorthand))
        {
            AddBare(schema, Value(shorthand), types);
        }

        schema["type"] = ScalarSchema.Types(types);
        return schema;
    }

    /// <summary>A map of options.</summary>
    public static JsonObject Record(Type record)
    {
        var properties = new JsonObject();
        foreach (var option in OptionProperty.Of(record))
        {
            properties[option.Name] = Option(option);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (OptionProperty.Of(record).Where(option => option.IsRequired).Select(option => option.Name).ToList() is { Count: > 0 } required)
        {
            schema["required"] = ScalarSchema.Texts(required);
        }

        return schema;
    }

    /// <summary>A map of options inside another, or the bare scalar of its shorthand option.</summary>
    private static JsonObject RecordOrBare(Type record)
    {
        var schema = Record(record);
        if (OptionProperty.Of(record).FirstOrDefault(option => option.IsShorthand) is { } shorthand)
        {
            var types = new List<string> { "object" };
            AddBare(schema, OptionType.IsScalar(shorthand.Type.Item) ? ScalarSchema.Of(shorthand) : Record(shorthand.Type.Item), types);
            schema["type"] = ScalarSchema.Types(types);
        }

        return schema;
    }

    /// <summary>The facts of an option in one line of Markdown: <c>a whole number, from 1 to 100; default `20`</c>.</summary>
    public static string Facts(OptionDescription option)
    {
        var isList = option.TypeText.StartsWith("a list", StringComparison.Ordinal);
        var value = option.Allowed is { } allowed ? (isList ? "a list out of " : "one of ") + string.Join(", ", allowed.Select(word => $"`{word}`")) : option.TypeText;
        var range = option.RangeText is { } text ? ", " + text : "";
        var unit = option.Unit is { } name ? ", in " + name : "";
        var standard = option.Required ? "; required" : option.DefaultText is { Length: > 0 } standing ? $"; default `{standing}`" : "";
        return value + range + unit + standard;
    }

    private static JsonObject Option(OptionProperty option)
    {
        var described = OptionsDescription.Of(option.Property.DeclaringType!).First(one => one.Name == option.Name);
        var schema = new JsonObject { ["title"] = option.Name, ["markdownDescription"] = $"{described.Summary}\n\n{Facts(described)}" };
        foreach (var (key, value) in Value(option).ToList())
        {
            schema[key] = value?.DeepClone();
        }

        if (!option.IsRequired && Standard(option.Default) is { } standard)
        {
            schema["default"] = standard;
        }

        return schema;
    }

    private static JsonObject Value(OptionProperty option)
    {
        var item = OptionType.IsScalar(option.Type.Item) ? ScalarSchema.Of(option) : RecordOrBare(option.Type.Item);
        var schema = option.Type.Shape switch
        {
            OptionShape.List => List(option, option.Type.ItemsAllowNull ? WithNull(item) : item),
            OptionShape.Map => Map(option, option.Type.ItemsAllowNull ? WithNull(item) : item),
            _ => item,
        };
        return option.Type.AllowsNull ? WithNull(schema) : schema;
    }

    /// <summary>A list; one item alone is a list of one.</summary>
    private static JsonObject List(OptionProperty option, JsonObject item)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item.DeepClone() };
        if (option.MinItems > 0)
        {
            list["minItems"] = option.MinItems;
        }

        list["maxItems"] = option.MaxItems;
        if (option.MinItems > 1)
        {
            return list;
        }

        if (item["anyOf"] is JsonArray alternatives)
        {
            // a single item that is none of the words is told so, not that a list was meant
            list["errorMessage"] = alternatives[0]!["errorMessage"]?.DeepClone();
            return new JsonObject { ["anyOf"] = new JsonArray([list, .. alternatives.Select(one => one!.DeepClone())]) };
        }

        foreach (var (key, value) in item.ToList())
        {
            list[key] = key == "type" ? Joined("array", value!) : value?.DeepClone();
        }

        return list;
    }

    private static JsonObject Map(OptionProperty option, JsonObject item)
    {
        var map = new JsonObject { ["type"] = "object", ["additionalProperties"] = item, ["maxProperties"] = option.MaxItems };
        if (option.MinItems > 0)
        {
            map["minProperties"] = option.MinItems;
        }

        return map;
    }

    private static JsonObject WithNull(JsonObject schema)
    {
        if (schema["anyOf"] is JsonArray alternatives)
        {
            alternatives.Add(new JsonObject { ["type"] = "null" });
        }
        else
        {
            schema["type"] = schema["type"] is JsonArray many ? ScalarSchema.Types([.. many.Select(type => (string)type!), "null"]) : ScalarSchema.Types((string)schema["type"]!, "null");
        }

        return schema;
    }

    /// <summary>Lets a map of options be written as the bare value of one of them.</summary>
    private static void AddBare(JsonObject schema, JsonObject bare, List<string> types)
    {
        if (bare["anyOf"] is JsonArray alternatives)
        {
            types.AddRange(alternatives.SelectMany(one => one!["type"] is { } type ? TypesOf(type) : ["string"]).Except(types).ToList());
            schema["anyOf"] = new JsonArray([.. alternatives.Select(one => one!.DeepClone()), new JsonObject { ["type"] = types.Contains("null") ? ScalarSchema.Types("object", "null") : "object" }]);
            return;
        }

        types.AddRange(TypesOf(bare["type"]!).Except(types).ToList());
        foreach (var (key, value) in bare.Where(pair => pair.Key != "type").ToList())
        {
            schema[key] = value?.DeepClone();
        }
    }

    private static JsonArray Joined(string first, JsonNode rest) => ScalarSchema.Types([first, .. TypesOf(rest)]);

    private static IEnumerable<string> TypesOf(JsonNode type) => type is JsonArray many ? many.Select(one => (string)one!) : [(string)type!];

    /// <summary>A default as JSON has it; null where there is none to show.</summary>
    private static JsonNode? Standard(object? value) => value switch
    {
        null or IDictionary => null,
        bool truth => JsonValue.Create(truth),
        int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Standard)]),
        _ => OptionScalar.Text(value) is { } text ? JsonValue.Create(text) : null,
    };
}
