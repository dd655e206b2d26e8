using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Reads the entries under <c>nodes</c>: tells attributes from verbs, takes <c>from</c> apart.</summary>
internal sealed class NodeReader(OperatorRegistry registry, IEnumerable<string> templates, Problems problems)
{
    private readonly IReadOnlyList<string> _verbs = [.. registry.All.Select(o => o.Name).Concat(templates).Distinct()];

    /// <summary>One node, under its name in the whole pipeline and with the names and values it sees.</summary>
    public NodeSpec Read(YamlEntry entry, string name, NodeScope scope)
    {
        var spec = new NodeSpec { Key = entry.Key, Name = name, Scope = scope, IsBroken = entry.Value.IsBroken };
        if (!PipelineNames.IsNode(entry.Name))
        {
            Report(spec, GraphCodes.BadName, entry.Key, $"{ProblemText.Quote(entry.Name)} cannot name a node; a name has lower-case letters, digits and '_' and starts with a letter");
        }

        if (entry.Value is not YamlMap body)
        {
            if (!entry.Value.IsBroken)
            {
                Report(spec, GraphCodes.WrongShape, entry.Value, $"a node is a map, this is {entry.Value.Shown}", "write { from: …, verb: … }");
            }

            return spec;
        }

        foreach (var part in body.Entries)
        {
            ReadPart(spec, part);
        }

        return spec;
    }

    private void ReadPart(NodeSpec spec, YamlEntry part)
    {
        spec.IsBroken |= HoldsBroken(part.Value);
        if (part.Value.IsBroken)
        {
            return;
        }

        if (part.Name == "from")
        {
            spec.Attributes[part.Name] = part;
            spec.From = ReadFrom(spec, part.Value);
        }
        else if (Attributes.Built.Contains(part.Name))
        {
            spec.Attributes[part.Name] = part;
        }
        else if (Attributes.Later.Contains(part.Name))
        {
            Report(spec, GraphCodes.NotBuilt, part.Key, $"'{part.Name}' is part of the language but is not built yet");
        }
        else if (!_verbs.Contains(part.Name))
        {
            Report(spec, GraphCodes.UnknownVerb, part.Key, $"no operator is called '{part.Name}'", Nearest.Question(part.Name, [.. _verbs, .. Attributes.Built]) ?? "`streamengine ops` lists them");
        }
        else if (spec.Verb is { } first)
        {
            Report(spec, GraphCodes.TwoVerbs, part.Key, $"a node has at most one verb; this one has '{first.Name}' and '{part.Name}'", "make two nodes of it");
        }
        else
        {
            spec.Verb = part;
        }
    }

    // a value with a problem keeps its default, which may be none: such a node is not bound
    private static bool HoldsBroken(YamlNode value) => value.IsBroken || value switch
    {
        YamlMap map => map.Entries.Any(e => HoldsBroken(e.Value)),
        YamlList list => list.Items.Any(HoldsBroken),
        _ => false,
    };

    private List<InputRef> ReadFrom(NodeSpec spec, YamlNode value)
    {
        var refs = new List<InputRef>();
        if (value is YamlMap roles)
        {
            foreach (var role in roles.Entries)
            {
                ReadNames(spec, role.Key, role.Value, refs);
            }
        }
        else
        {
            ReadNames(spec, null, value, refs);
        }

        return refs;
    }

    private void ReadNames(NodeSpec spec, YamlScalar? role, YamlNode value, List<InputRef> refs)
    {
        if (value.IsBroken)
        {
            spec.IsBroken = true;
            return;
        }

        IReadOnlyList<YamlNode> names = value is YamlList list ? list.Items : [value];
        if (names.Count == 0)
        {
            Report(spec, GraphCodes.NoInput, value, "from names no node", "write from: node");
        }

        foreach (var name in names)
        {
            if (name is YamlScalar { IsNull: false } scalar)
            {
                refs.Add(InputRef.Parse(role?.Value, scalar) with { RoleSpan = (role ?? scalar).Span });
            }
            else
            {
                Report(spec, GraphCodes.WrongShape, name, $"from names nodes, this is {(name.IsNull ? "nothing" : name.Shown)}", "write from: node, from: node.port, from: [a, b] or from: { role: node }");
            }
        }
    }

    private void Report(NodeSpec spec, string code, YamlNode at, string message, Suggestion? help = null)
    {
        spec.IsBroken = true;
        problems.Add(code, at.Span, spec.Name, $"{spec.Name}: {message}", help);
    }
}
