using System.Text.Json.Nodes;
using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The JSON Schema of a node: its attributes, a property for each verb, and a branch for each verb with what holds beside it: roles, ports, attributes without meaning.</summary>
internal sealed class NodeSchema(OperatorRegistry registry)
{
    private const string NodeName = "[a-z][a-z0-9_]*";
    private const string NodeRef = $@"^{NodeName}(\([^()]*\))?(\.{NodeName})?$";

    private readonly IReadOnlyList<string> _verbs = [.. registry.All.Select(o => o.Name).Distinct()];

    /// <summary>The schemas of all verbs by the name <c>verb.kind</c>, and those of nodes.</summary>
    public IEnumerable<KeyValuePair<string, JsonObject>> Definitions()
    {
        foreach (var op in registry.All)
        {
            yield return new(DefinitionOf(op), Verb(op));
        }

        foreach (var verb in _verbs.Where(verb => registry.All.Count(op => op.Name == verb) > 1))
        {
            yield return new(EitherOf(verb), Either(verb));
        }

        yield return new("node", Node(knowsTemplates: false));
        yield return new("node_or_template", Node(knowsTemplates: true));
        yield return new("sink", Sink());
    }

    /// <summary>A reference to a definition.</summary>
    public static JsonObject Ref(string name) => new() { ["$ref"] = "#/definitions/" + name };

    /// <summary>An attribute with its description.</summary>
    public static JsonObject Attribute(string name)
    {
        var schema = name switch
        {
            "from" => From(null),
            "key" => Names(),
            "drop" => Names(),
            "where" => new JsonObject { ["type"] = ScalarSchema.Types("string", "boolean") },
            "select" => new JsonObject { ["type"] = "string", ["defaultSnippets"] = Snippets(("columns", "|\n  *\n  ${1:name} = ${2:expression}")) },
            "batch" => OptionsSchema.OfVerb(typeof(BatchAttributeOptions)),
            "deadline" => OptionsSchema.OfVerb(typeof(DeadlineAttributeOptions)),
            "buffer" => OptionsSchema.OfVerb(typeof(BufferAttributeOptions)),
            "latency_budget" => OptionsSchema.OfVerb(typeof(LatencyBudgetOptions)),
            "parallel" => OptionsSchema.OfVerb(typeof(ParallelAttributeOptions)),
            "on_error" => new JsonObject { ["enum"] = ScalarSchema.Texts(KeyTexts.OnError.Keys), ["markdownEnumDescriptions"] = ScalarSchema.Texts(KeyTexts.OnError.Values) },
            "port" => new JsonObject { ["type"] = "string" },
            "for_each" => new JsonObject { ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = ForEachValues() },
            _ => throw new InvalidOperationException($"This is a bug in the engine: the attribute '{name}' has no schema."),
        };
        schema["title"] = name;
        schema["markdownDescription"] = KeyTexts.Node[name];
        return schema;
    }

    /// <summary>The definition of a verb's options.</summary>
    public static string DefinitionOf(OperatorDescription op) => $"{op.Name}.{Kind(op)}";

    /// <summary>The definition of a verb that is a source and a sink.</summary>
    private static string EitherOf(string verb) => verb + ".either";

    private JsonObject Node(bool knowsTemplates)
    {
        var properties = new JsonObject();
        foreach (var name in Attributes.Built)
        {
            properties[name] = Attribute(name);
        }

        foreach (var verb in _verbs)
        {
            properties[verb] = Any(verb);
        }

        var node = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["allOf"] = new JsonArray([.. registry.All.Select(Branch)]),
        };
        node["additionalProperties"] = knowsTemplates
            ? new JsonObject { ["type"] = ScalarSchema.Types("object", "null"), ["errorMessage"] = "a template takes a map of its params, an operator of a plug-in a map of its options" }
            : JsonValue.Create(false);
        return node;
    }

    /// <summary>The sink of <c>dead_letters</c>.</summary>
    private JsonObject Sink()
    {
        var properties = new JsonObject();
        foreach (var op in registry.All.Where(o => o.Kind == OperatorKind.Sink))
        {
            properties[op.Name] = Ref(DefinitionOf(op));
        }

        foreach (var name in Attributes.Built.Where(name => name is "where" or "batch" or "buffer" or "on_error" or "drop"))
        {
            properties[name] = Attribute(name);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false, ["minProperties"] = 1 };
    }

    /// <summary>A verb as a property.</summary>
    private JsonObject Any(string verb) => registry.All.Where(o => o.Name == verb).ToList() is [var only] ? Ref(DefinitionOf(only)) : Ref(EitherOf(verb));

    /// <summary>A name that is a source and a sink: the branch says which options there are.</summary>
    private JsonObject Either(string verb) => new()
    {
        ["title"] = verb,
        ["markdownDescription"] = string.Join("\n\n", registry.All.Where(o => o.Name == verb).Select(op => $"As a {Kind(op)}: {XmlDocs.Of(op.Type.Assembly).Summary(op.Type)}")),
        ["type"] = ScalarSchema.Types("object", "string", "array", "number", "null"),
    };

    private static JsonObject Verb(OperatorDescription op)
    {
        var schema = OptionsSchema.OfVerb(op.OptionsType);
        schema["title"] = op.Name;
        schema["markdownDescription"] = VerbText.Of(op);
        return schema;
    }

    /// <summary>What holds of a node with a verb.</summary>
    private JsonObject Branch(OperatorDescription op)
    {
        var both = registry.All.Count(o => o.Name == op.Name) > 1;
        var isSource = op.Kind == OperatorKind.Source;
        var condition = new JsonObject { ["required"] = ScalarSchema.Texts([op.Name]) };
        if (both)
        {
            condition["required"] = isSource ? ScalarSchema.Texts([op.Name]) : ScalarSchema.Texts([op.Name, "from"]);
            if (isSource)
            {
                condition["properties"] = new JsonObject { ["from"] = false };
            }
        }

        var properties = new JsonObject { [op.Name] = Ref(DefinitionOf(op)) };
        if (!isSource)
        {
            properties["from"] = From(op.Inputs, op.NamedInputs);
        }
        else if (Attributes.Built.Contains("port") && op.Ports.Any(p => p.Name.Length > 0))
        {
            properties["port"] = Named(op.Ports.Where(p => p.Name.Length > 0).Select(p => (p.Name, p.Summary)));
        }

        if (op.Kind != OperatorKind.Sink)
        {
            properties["drop"] = Ports(op);
        }

        return new JsonObject
        {
            ["if"] = condition,
            ["then"] = new JsonObject { ["properties"] = properties, ["allOf"] = new JsonArray(Without(op), OneVerb(op), Needs(op)) },
        };
    }

    private static JsonObject Needs(OperatorDescription op) =>
        op.Kind == OperatorKind.Source ? [] : new JsonObject { ["required"] = ScalarSchema.Texts(["from"]), ["errorMessage"] = $"'{op.Name}' needs 'from'" };

    private static JsonObject Without(OperatorDescription op)
    {
        IReadOnlyList<string> none = op.Kind switch
        {
            OperatorKind.Source => ["from", "where", "key", "buffer", "parallel", "latency_budget", "deadline"],
            OperatorKind.Sink => ["select", "key", "port", "parallel", "deadline"],
            OperatorKind.Model => ["port"],
            OperatorKind.Join when op.Inputs.All(i => i.Role != "in") => ["batch", "port", "where", "deadline"],
            _ => op.NamedPorts is null ? ["batch", "port", "deadline"] : ["batch", "port", "select", "deadline"],
        };
        none = [.. none.Where(Attributes.Built.Contains)];
        return new JsonObject
        {
            ["properties"] = new JsonObject(none.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(false)))),
            ["errorMessage"] = $"a {Kind(op)} has no {(none.Count == 1 ? none[0] : string.Join(", ", none.SkipLast(1)) + " or " + none[^1])}",
        };
    }

    private JsonObject OneVerb(OperatorDescription op) => new()
    {
        ["propertyNames"] = new JsonObject
        {
            ["if"] = new JsonObject { ["enum"] = ScalarSchema.Texts(_verbs) },
            ["then"] = new JsonObject { ["const"] = op.Name, ["errorMessage"] = $"a node has at most one verb; this one has '{op.Name}'" },
        },
    };

    private static JsonObject From(IReadOnlyList<InputAttribute>? inputs, NamedInputsAttribute? named = null)
    {
        var from = new JsonObject
        {
            ["type"] = ScalarSchema.Types("string", "array", "object"),
            ["pattern"] = NodeRef,
            ["patternErrorMessage"] = "it must name a node: a, a.port, or one that for_each made, a($s)",
            ["errorMessage"] = "it must be a node, a list of nodes, or { role: node }",
            ["items"] = Reference(),
            ["minItems"] = 1,
        };
        if (inputs is null)
        {
            from["additionalProperties"] = References();
            return from;
        }

        from["properties"] = new JsonObject(inputs.Select(input => KeyValuePair.Create(input.Role, (JsonNode?)Role(input))));
        from["additionalProperties"] = named is null ? false : Role(new InputAttribute("name", named.Summary));
        if (named is not null)
        {
            from["minProperties"] = inputs.Count(input => !input.Optional) + named.Least;
            from["propertyNames"] = ScalarSchema.Form($"^{NodeName}$", "a name has lower-case letters, digits and '_' and starts with a letter");
        }

        from["required"] = ScalarSchema.Texts(inputs.Where(input => !input.Optional).Select(input => input.Role));
        from.Remove("errorMessage"); // it would replace the message about a role
        return from;
    }

    private static JsonObject Role(InputAttribute input)
    {
        var role = References();
        role["title"] = input.Role;
        role["markdownDescription"] = input.Summary + (input.Optional ? " Optional." : "");
        return role;
    }

    private static JsonObject Reference() => ScalarSchema.Form(NodeRef, "a node: a, a.port, or one that for_each made, a($s)");

    private static JsonObject References()
    {
        var reference = Reference();
        reference["type"] = ScalarSchema.Types("string", "array");
        reference["items"] = Reference();
        reference["minItems"] = 1;
        return reference;
    }

    private static JsonObject Ports(OperatorDescription op)
    {
        var one = Named(op.Ports.Where(p => p.Name.Length > 0).Select(p => (p.Name, p.Summary)).Append(("error", "Rows that failed.")).DistinctBy(p => p.Item1));
        if (op.NamedPorts is not null)
        {
            one = ScalarSchema.Form($"^{NodeName}$", $"a port: {string.Join(", ", op.Ports.Select(p => p.Name))}, error, or a name in '{op.NamedPorts.Option}'");
        }

        return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = one }, one.DeepClone()) };
    }

    /// <summary>One of some names.</summary>
    private static JsonObject Named(IEnumerable<(string Name, string Summary)> names)
    {
        var all = names.ToList();
        return new JsonObject { ["enum"] = ScalarSchema.Texts(all.Select(one => one.Name)), ["markdownEnumDescriptions"] = ScalarSchema.Texts(all.Select(one => one.Summary)) };
    }

    private static JsonObject ForEachValues()
    {
        var values = ScalarSchema.Form(@"^\$[a-z][a-z0-9_]*$", "a list of values, or $param");
        values["type"] = ScalarSchema.Types("string", "array");
        values["items"] = new JsonObject { ["type"] = ScalarSchema.Types("string", "number", "boolean") };
        values["minItems"] = 1;
        return values;
    }

    private static JsonObject Names() => new()
    {
        ["type"] = ScalarSchema.Types("string", "array"),
        ["items"] = new JsonObject { ["type"] = "string" },
    };

    private static string Kind(OperatorDescription op) => op.Kind.ToString().ToLowerInvariant();

    private static JsonArray Snippets(params IEnumerable<(string Label, string Body)> snippets) =>
        new([.. snippets.Select(snippet => new JsonObject { ["label"] = snippet.Label, ["bodyText"] = snippet.Body })]);
}
