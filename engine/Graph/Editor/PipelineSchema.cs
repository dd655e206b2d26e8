using System.Text.Json.Nodes;
using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>
/// The JSON Schema (draft-07, with the extensions of <c>yaml-language-server</c>) of pipeline files, made from the operators' declarations and the keys the binder reads. It accepts what the
/// binder accepts; what needs more than one place at a time (names, columns, types of expressions) is the binder's alone.
/// </summary>
public static class PipelineSchema
{
    private const string Name = "^[a-z][a-z0-9_]*$";

    /// <summary>The schema for files that use these operators.</summary>
    public static JsonObject Of(OperatorRegistry registry)
    {
        var definitions = new JsonObject();
        foreach (var (name, schema) in new NodeSchema(registry).Definitions())
        {
            definitions[name] = schema;
        }

        var properties = new JsonObject();
        foreach (var name in Attributes.TopBuilt)
        {
            var key = Key(name);
            key["title"] = name;
            key["markdownDescription"] = KeyTexts.Top[name];
            properties[name] = key;
        }

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "StreamEngine pipeline",
            ["type"] = "object",
            ["properties"] = properties,
            ["patternProperties"] = new JsonObject { ["^x-"] = new JsonObject { ["markdownDescription"] = "Yours: not read." } },
            ["additionalProperties"] = false,
            ["required"] = ScalarSchema.Texts(["version", "pipeline", "nodes"]),
            ["definitions"] = definitions,
        };
    }

    private static JsonObject Key(string name) => name switch
    {
        "version" => new JsonObject { ["enum"] = new JsonArray(1), ["markdownEnumDescriptions"] = ScalarSchema.Texts(["The language of this engine."]) },
        "pipeline" => ScalarSchema.Form("^[a-z][a-z0-9-]{0,99}$", "a name of lower-case letters, digits and '-', a letter first"),
        "params" => Params(),
        "secrets" => new JsonObject { ["type"] = ScalarSchema.Types("array", "string"), ["items"] = new JsonObject { ["type"] = "string" } },
        "time" => OptionsSchema.Record(typeof(TimeOptions)),
        "defaults" => new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(Attributes.Defaults.Select(one => KeyValuePair.Create(one, (JsonNode?)NodeSchema.Attribute(one)))),
            ["additionalProperties"] = false,
        },
        "nodes" => Nodes("node"),
        "dead_letters" => NodeSchema.Ref("sink"),
        _ => throw new InvalidOperationException($"This is a bug in the engine: the key '{name}' has no schema."),
    };

    private static JsonObject Nodes(string node) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = NameOf("node"),
        ["additionalProperties"] = NodeSchema.Ref(node),
        ["defaultSnippets"] = new JsonArray(
            Snippet("source", "a simulated exchange", "exchange", new JsonObject { ["market_simulator"] = new JsonObject { ["rows"] = 1000, ["unpaced"] = true } }),
            Snippet("filter", "rows for which a condition is true", "big", new JsonObject { ["from"] = "${2:node}", ["where"] = "${3:price > 0}" })),
    };

    private static JsonObject Params()
    {
        var kinds = ParamType.Kinds;
        var lists = kinds.Select(kind => $"list<{kind}>");
        var pattern = $"^ *(list< *)?({string.Join('|', kinds)}|enum<[^<>]+>)( *>)? *$";
        var type = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = ScalarSchema.Texts([.. kinds, .. lists]), ["errorMessage"] = TypeWords },
                new JsonObject { ["type"] = "string", ["pattern"] = pattern, ["patternErrorMessage"] = TypeWords, ["errorMessage"] = TypeWords }),
            ["title"] = "type",
            ["markdownDescription"] = "Type of the value: " + string.Join(", ", kinds.Select(kind => $"`{kind}`")) + ", `enum<a|b>`, or `list<…>` of one.",
        };
        return new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = NameOf("param"),
            ["defaultSnippets"] = new JsonArray(Snippet("param", "a value that --set can change", "name", new JsonObject { ["type"] = "${2:float64}", ["default"] = "${3:0}" })),
            ["additionalProperties"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = ScalarSchema.Texts(["type"]),
                ["properties"] = new JsonObject
                {
                    ["type"] = type,
                    ["default"] = new JsonObject
                    {
                        ["title"] = "default",
                        ["markdownDescription"] = "The value when none is set; `$other` takes that of a param declared above. Without a default the value must be set.",
                        ["type"] = ScalarSchema.Types("string", "number", "boolean", "array"),
                    },
                    ["doc"] = new JsonObject { ["title"] = "doc", ["markdownDescription"] = "What it is for.", ["type"] = "string" },
                },
                ["additionalProperties"] = false,
            },
        };
    }

    private static string TypeWords => $"it must be {string.Join(", ", ParamType.Kinds)}, enum<a|b> or list<…> of one";

    private static JsonObject NameOf(string what)
    {
        var message = $"a {what} has a name of lower-case letters, digits and '_', a letter first";
        return new JsonObject { ["title"] = "name", ["pattern"] = Name, ["patternErrorMessage"] = message };
    }

    private static JsonObject Snippet(string label, string description, string name, JsonObject body) => new()
    {
        ["label"] = label,
        ["description"] = description,
        ["body"] = new JsonObject { [$"${{1:{name}}}"] = body },
    };
}
