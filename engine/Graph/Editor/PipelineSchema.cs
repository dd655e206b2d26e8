using System.Text.Json.Nodes;
using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>
/// The JSON Schema (draft-07, with the extensions of <c>yaml-language-server</c>) of pipeline, template and test files, made from the operators' declarations and the keys the binder reads. It accepts
/// what the binder accepts; what needs more than one place at a time (names, columns, types of expressions) is the binder's alone.
/// </summary>
public static class PipelineSchema
{
    private const string Name = "^[a-z][a-z0-9_]*$";
    private const string NodeRef = @"^[a-z][a-z0-9_]*(\([^()]*\))?(\.[a-z][a-z0-9_]*)?$";

    /// <summary>Keys at the top of a file with nothing but cases.</summary>
    private static readonly IReadOnlyList<string> OfTests = ["version", "pipeline", "params", "profile", "tests"];

    /// <summary>The schema for files that use these operators.</summary>
    public static JsonObject Of(OperatorRegistry registry)
    {
        var nodes = new NodeSchema(registry);
        var definitions = new JsonObject(nodes.Definitions().Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)))
        {
            ["nodes"] = Nodes("node"),
            ["nodes_or_templates"] = Nodes("node_or_template"),
        };
        var properties = new JsonObject();
        foreach (var name in All)
        {
            var key = Key(name, registry);
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
            ["required"] = ScalarSchema.Texts(["version"]),
            ["allOf"] = new JsonArray(
                If(
                    new JsonObject { ["required"] = ScalarSchema.Texts(["template"]), ["properties"] = new JsonObject { ["pipeline"] = false } },
                    Kind("template", Attributes.TopOfTemplate, ["nodes"]),
                    If(
                        new JsonObject { ["required"] = ScalarSchema.Texts(["tests"]), ["properties"] = new JsonObject { ["nodes"] = false } },
                        Kind("test", OfTests, ["tests"]),
                        PipelineKind())),
                If(
                    new JsonObject { ["anyOf"] = new JsonArray(Has("use"), Has("plugins")) },
                    new JsonObject { ["properties"] = new JsonObject { ["nodes"] = NodeSchema.Ref("nodes_or_templates") } },
                    new JsonObject { ["properties"] = new JsonObject { ["nodes"] = NodeSchema.Ref("nodes") } })),
            ["definitions"] = definitions,
        };
    }

    private static IEnumerable<string> All => Attributes.TopBuilt.Concat(Attributes.TopOfTemplate).Concat(OfTests).Distinct();

    private static JsonObject Key(string name, OperatorRegistry registry) => name switch
    {
        "version" => new JsonObject { ["enum"] = new JsonArray(1), ["markdownEnumDescriptions"] = ScalarSchema.Texts(["The language of this engine."]) },
        "pipeline" => new JsonObject { ["type"] = "string" },
        "template" => ScalarSchema.Form(Name, "a name of lower-case letters, digits and '_', a letter first"),
        "profile" => new JsonObject { ["type"] = "string" },
        "use" => Use(),
        "params" => new JsonObject { ["type"] = "object" },
        "secrets" => new JsonObject { ["type"] = ScalarSchema.Types("array", "string"), ["items"] = new JsonObject { ["type"] = "string" } },
        "profiles" => Profiles(registry),
        "time" => OptionsSchema.Record(typeof(TimeOptions)),
        "defaults" => new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(Attributes.Defaults.Select(one => KeyValuePair.Create(one, (JsonNode?)NodeSchema.Attribute(one)))),
            ["additionalProperties"] = false,
        },
        "inputs" => Inputs(),
        "outputs" => Outputs(),
        "nodes" => new JsonObject { ["type"] = "object" },
        "dead_letters" => NodeSchema.Ref("sink"),
        "tests" => CaseSchema.Cases(),
        "plugins" => new JsonObject { ["type"] = ScalarSchema.Types("array", "string"), ["items"] = new JsonObject { ["type"] = "string" } },
        _ => throw new InvalidOperationException($"This is a bug in the engine: the key '{name}' has no schema."),
    };

    private static JsonObject Has(string key) => new() { ["required"] = ScalarSchema.Texts([key]) };

    private static JsonObject If(JsonObject condition, JsonObject then, JsonObject otherwise) => new() { ["if"] = condition, ["then"] = then, ["else"] = otherwise };

    /// <summary>What holds of a kind of file: which keys it has, and which it must have.</summary>
    private static JsonObject Kind(string kind, IReadOnlyList<string> keys, IReadOnlyList<string> required)
    {
        var others = All.Except(keys);
        return new JsonObject
        {
            ["required"] = ScalarSchema.Texts(required),
            ["allOf"] = new JsonArray(new JsonObject
            {
                ["properties"] = new JsonObject(others.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(false)))),
                ["errorMessage"] = $"a {kind} file has {string.Join(", ", keys)} and x-…",
            }),
            ["properties"] = new JsonObject
            {
                ["params"] = kind == "test" ? CaseSchema.Values("params", "Values of params under every case of the file.") : Params(),
            },
        };
    }

    private static JsonObject PipelineKind()
    {
        var kind = Kind("pipeline", Attributes.TopBuilt, ["pipeline", "nodes"]);
        kind["properties"]!["pipeline"] = ScalarSchema.Form("^[a-z][a-z0-9-]{0,99}$", "a name of lower-case letters, digits and '-', a letter first");
        return kind;
    }

    private static JsonObject Nodes(string node) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = NameOf("node"),
        ["additionalProperties"] = NodeSchema.Ref(node),
        ["defaultSnippets"] = new JsonArray(
            Snippet("source", "a simulated exchange", "exchange", new JsonObject { ["market_simulator"] = new JsonObject { ["rows"] = 1000, ["unpaced"] = true } }),
            Snippet("filter", "rows for which a condition is true", "big", new JsonObject { ["from"] = "${2:node}", ["where"] = "${3:price > 0}" })),
    };

    private static JsonObject Use() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = NameOf("template"),
        ["additionalProperties"] = ScalarSchema.Form(@"\.ya?ml$", "the path of a template file, as in lib/features.yaml"),
    };

    private static JsonObject Params()
    {
        var kinds = ParamType.Kinds;
        var words = $"it must be {string.Join(", ", kinds)}, enum<a|b> or list<…> of one";
        var type = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = ScalarSchema.Texts([.. kinds, .. kinds.Select(kind => $"list<{kind}>")]), ["errorMessage"] = words },
                new JsonObject { ["type"] = "string", ["pattern"] = $"^ *(list< *)?({string.Join('|', kinds)}|enum<[^<>]+>)( *>)? *$", ["patternErrorMessage"] = words, ["errorMessage"] = words }),
            ["title"] = "type",
            ["markdownDescription"] = $"Type of the value: {string.Join(", ", kinds.Select(kind => $"`{kind}`"))}, `enum<a|b>`, or `list<…>` of one.",
        };
        var value = new JsonObject
        {
            ["title"] = "default",
            ["markdownDescription"] = "The value when none is set; `$other` takes that of a param declared above. Without a default the value must be set.",
            ["type"] = ScalarSchema.Types("string", "number", "boolean", "array"),
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
                    ["default"] = value,
                    ["doc"] = new JsonObject { ["title"] = "doc", ["markdownDescription"] = "What it is for.", ["type"] = "string" },
                },
                ["additionalProperties"] = false,
            },
        };
    }

    private static JsonObject Profiles(OperatorRegistry registry)
    {
        var node = new JsonObject();
        foreach (var verb in registry.All.Where(op => op.Kind is OperatorKind.Source or OperatorKind.Sink).GroupBy(op => op.Name))
        {
            node[verb.Key] = verb.Count() == 1 ? NodeSchema.Ref(NodeSchema.DefinitionOf(verb.First())) : new JsonObject { ["anyOf"] = new JsonArray([.. verb.Select(op => NodeSchema.Ref(NodeSchema.DefinitionOf(op)))]) };
        }

        foreach (var name in Attributes.Built.Where(name => name is "port" or "batch" or "buffer"))
        {
            node[name] = NodeSchema.Attribute(name);
        }

        var profile = new JsonObject
        {
            ["clock"] = new JsonObject
            {
                ["title"] = "clock",
                ["markdownDescription"] = "What a run goes by. `replay` is the default of a profile of that name, else `live`.",
                ["enum"] = ScalarSchema.Texts(["live", "replay"]),
                ["markdownEnumDescriptions"] = ScalarSchema.Texts(["The clock of the machine: sources that have a pace keep it.", "Stream time alone: sources deliver as fast as rows are taken."]),
            },
            ["params"] = CaseSchema.Values("params", "Other values of params."),
            ["nodes"] = new JsonObject
            {
                ["title"] = "nodes",
                ["markdownDescription"] = "Other sources and sinks under the same names; the graph stays.",
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = "object", ["properties"] = node, ["additionalProperties"] = false },
            },
            ["doc"] = new JsonObject { ["title"] = "doc", ["markdownDescription"] = "What it is for.", ["type"] = "string" },
        };
        return new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = NameOf("profile"),
            ["additionalProperties"] = new JsonObject { ["type"] = "object", ["properties"] = profile, ["additionalProperties"] = false },
        };
    }

    private static JsonObject Inputs()
    {
        var names = Schemas.All.Select(schema => schema.Name!).ToList();
        var named = new JsonObject { ["enum"] = ScalarSchema.Texts(names), ["errorMessage"] = $"it must be one of {string.Join(", ", names)}, or {{ columns: … }}" };
        var byColumns = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["schema"] = Described((JsonObject)named.DeepClone(), "schema", "Canonical schema of the rows."),
                ["columns"] = Described(new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } }, "columns", "Columns and their types, `float64?` where a value may be missing."),
                ["doc"] = Described(new JsonObject { ["type"] = "string" }, "doc", "What it is for."),
            },
            ["additionalProperties"] = false,
        };
        return new JsonObject { ["type"] = "object", ["propertyNames"] = NameOf("input"), ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(named, byColumns) } };
    }

    private static JsonObject Outputs()
    {
        var outputs = ScalarSchema.Form(NodeRef, "a node, or node.port");
        outputs["type"] = ScalarSchema.Types("string", "object");
        outputs["propertyNames"] = NameOf("output");
        outputs["additionalProperties"] = ScalarSchema.Form(NodeRef, "a node, or node.port");
        return outputs;
    }

    private static JsonObject Described(JsonObject schema, string title, string description)
    {
        schema["title"] = title;
        schema["markdownDescription"] = description;
        return schema;
    }

    private static JsonObject NameOf(string what) => new()
    {
        ["title"] = "name",
        ["pattern"] = Name,
        ["patternErrorMessage"] = $"{(what[0] is 'i' or 'o' ? "an" : "a")} {what} has a name of lower-case letters, digits and '_', a letter first",
    };

    private static JsonObject Snippet(string label, string description, string name, JsonObject body) => new()
    {
        ["label"] = label,
        ["description"] = description,
        ["body"] = new JsonObject { [$"${{1:{name}}}"] = body },
    };
}
