using StreamEngine.Config;
using StreamEngine.Expressions;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study;

/// <summary>Walks a file and finds every name in it that could be mistyped, with the names that could stand there instead.</summary>
internal sealed class NamePlaces
{
    private static readonly string[] Verbs = [.. Validation.Registry.All.Select(o => o.Name).Distinct(StringComparer.Ordinal)];
    private static readonly string[] ParamKeys = ["type", "default", "doc"];

    private readonly StudyFile _file;
    private readonly List<NamePlace> _places = [];
    private readonly string[] _params;
    private readonly string[] _nodeKeys;

    private NamePlaces(StudyFile file)
    {
        _file = file;
        _params = file.Top.TryGet("params", out var entry) && entry.Value is YamlMap map ? [.. map.Entries.Select(e => e.Name)] : [];
        _nodeKeys = [.. Verbs, .. Attributes.Built, .. file.Top.TryGet("use", out var use) && use.Value is YamlMap used ? used.Entries.Select(e => e.Name) : []];
    }

    /// <summary>All of a file.</summary>
    public static IReadOnlyList<NamePlace> Of(StudyFile file)
    {
        var places = new NamePlaces(file);
        places.Top();
        foreach (var node in file.Nodes.Entries)
        {
            places.Node(node.Name, node.Value);
        }

        if (file.Top.TryGet("dead_letters", out var dead))
        {
            places.Node("dead_letters", dead.Value);
        }

        return places._places;
    }

    private void Top()
    {
        foreach (var entry in _file.Top.Entries.Where(e => !e.Name.StartsWith("x-", StringComparison.Ordinal)))
        {
            Add(MutantKind.KeyTypo, entry.Key, _file.Host is null ? Attributes.TopBuilt : Attributes.TopOfTemplate, "", GraphCodes.UnknownKey);
        }

        if (_file.Top.TryGet("time", out var time) && time.Value is YamlMap timeMap)
        {
            Options(timeMap, OptionsDescription.Of(typeof(TimeOptions)), "", null);
        }

        if (_file.Top.TryGet("params", out var declared) && declared.Value is YamlMap map)
        {
            foreach (var param in map.Entries)
            {
                Param(param);
            }
        }
    }

    private void Param(YamlEntry param)
    {
        foreach (var part in ((YamlMap)param.Value).Entries)
        {
            Add(MutantKind.KeyTypo, part.Key, ParamKeys, "", GraphCodes.BadParam, GraphCodes.ParamNotSet);
            if (part.Value is YamlScalar { Value: ['$', .. var other] } reference)
            {
                AddPart(MutantKind.ParamTypo, reference, 1, other, [.. _params.Where(p => p != param.Name)], "", GraphCodes.UnknownParam);
            }
            else if (part.Name == "type" && part.Value is YamlScalar type)
            {
                var word = ParamType.Kinds.FirstOrDefault(k => type.Value == k || type.Value == $"list<{k}>");
                if (word is not null)
                {
                    AddPart(MutantKind.EnumTypo, type, type.Value.IndexOf(word, StringComparison.Ordinal), word, ParamType.Kinds, "", GraphCodes.BadParam);
                }
            }
        }
    }

    private void Node(string name, YamlNode value)
    {
        foreach (var part in value is YamlMap body ? body.Entries : [])
        {
            var isVerb = !Attributes.Built.Contains(part.Name);
            Add(isVerb ? MutantKind.VerbTypo : MutantKind.KeyTypo, part.Key, _nodeKeys, name, GraphCodes.UnknownVerb, GraphCodes.UnknownAttribute);
            Part(name, part, isVerb);
        }
    }

    private void Part(string node, YamlEntry part, bool isVerb)
    {
        switch (part.Name)
        {
            case "from":
                From(node, part.Value);
                break;
            case "key":
                Columns(node, part.Value, GraphCodes.UnknownColumn);
                break;
            case "drop":
                foreach (var port in Scalars(part.Value))
                {
                    Add(MutantKind.PortTypo, port, Ports(node), node, GraphCodes.UnknownPort);
                }

                break;
            case "where" or "select" when part.Value is YamlScalar text:
                Expression(node, text, isSelect: part.Name == "select");
                break;
            case "on_error" when part.Value is YamlScalar word:
                Add(MutantKind.EnumTypo, word, ["port", "stop"], node, GraphCodes.WrongShape);
                break;
            case "batch" or "buffer" when part.Value is YamlMap options:
                Options(options, OptionsDescription.Of(part.Name == "batch" ? typeof(BatchAttributeOptions) : typeof(BufferAttributeOptions)), node, null);
                break;
            default:
                if (isVerb && Validation.Registry.Find(part.Name, _file.Node(node)?.IsSource != true) is { } verb)
                {
                    Verb(node, part.Value, OptionsDescription.Of(verb.OptionsType), _file.Node(node));
                }

                break;
        }
    }

    private void From(string node, YamlNode value)
    {
        var inputs = _file.Node(node)?.Verb?.Inputs.Select(i => i.Role).ToList() ?? ["in"];
        foreach (var role in value is YamlMap roles ? roles.Entries : [])
        {
            if (_file.Node(node)?.Verb?.NamedInputs is not null && !inputs.Contains(role.Name))
            {
                continue; // the file's own name: typed otherwise it is another name, and what is wrong is where it is read
            }

            Add(MutantKind.KeyTypo, role.Key, inputs, node, GraphCodes.UnknownRole, GraphCodes.MissingRole);
        }

        foreach (var reference in _file.References.Where(r => r.Node == node))
        {
            AddPart(MutantKind.NodeTypo, reference.Scalar, 0, reference.Target, [.. _file.Nodes.Entries.Select(e => e.Name)], node, GraphCodes.UnknownNode);
            if (reference.Port.Length > 0)
            {
                AddPart(MutantKind.PortTypo, reference.Scalar, reference.Target.Length + 1, reference.Port, Ports(reference.Target), node, GraphCodes.UnknownPort);
            }
        }
    }

    private List<string> Ports(string node) => [.. _file.Node(node)?.Ports.Select(p => p.Name).Where(n => n.Length > 0) ?? []];

    private void Columns(string node, YamlNode value, ErrorCode code)
    {
        var columns = _file.Node(node)?.Inputs.SelectMany(i => i.Schema?.Fields.Select(f => f.Name) ?? []).Distinct().ToList() ?? [];
        foreach (var column in Scalars(value).Where(s => columns.Contains(s.Value)))
        {
            Add(MutantKind.ColumnTypo, column, columns, node, code);
        }
    }

    private void Verb(string node, YamlNode value, IReadOnlyList<OptionDescription> options, BoundNode? bound)
    {
        if (value is YamlMap map)
        {
            Options(map, options, node, bound);
        }
        else if (options.FirstOrDefault(o => o.Shorthand) is { } shorthand)
        {
            Option(value, shorthand, node);
        }
    }

    private void Options(YamlMap map, IReadOnlyList<OptionDescription> options, string node, BoundNode? bound)
    {
        foreach (var entry in map.Entries)
        {
            Add(MutantKind.KeyTypo, entry.Key, [.. options.Select(o => o.Name)], node, SchemaErrors.UnknownOption, SchemaErrors.MissingOption);
            if (options.FirstOrDefault(o => o.Name == entry.Name) is not { } option)
            {
                continue;
            }

            if (option.Nested is { } nested && entry.Value is YamlMap inner)
            {
                Options(inner, nested, node, bound);
            }
            else
            {
                Option(entry.Value, option, node);
            }
        }
    }

    private void Option(YamlNode value, OptionDescription option, string node)
    {
        foreach (var scalar in Scalars(value))
        {
            if (!scalar.Quoted && scalar.Value is ['$', .. var param] && _params.Contains(param))
            {
                AddPart(MutantKind.ParamTypo, scalar, 1, param, _params, node, GraphCodes.UnknownParam);
            }
            else if (option.Allowed is { } allowed)
            {
                Add(MutantKind.EnumTypo, scalar, allowed, node, SchemaErrors.NotAllowed);
            }
        }

        if (option.Name != "as" && option.TypeText.Contains("column", StringComparison.Ordinal))
        {
            Columns(node, value, GraphCodes.UnknownColumn);
        }
    }

    private void Expression(string node, YamlScalar text, bool isSelect)
    {
        if (_file.Node(node) is not { } bound || bound.Inputs.Count == 0)
        {
            return;
        }

        var schema = isSelect && bound.Verb is not null && bound.Ports.Count > 0 ? bound.Ports[0].VerbSchema : bound.Inputs[0].Schema!;
        var aggregated = isSelect && bound.Aggregation is not null ? bound.Inputs[0].Schema!.Fields : []; // sum(qty) reads the rows that are aggregated
        var columns = schema.Fields.Concat(aggregated).Select(f => f.Name).Distinct().ToList();
        foreach (var name in ExpressionNames.Columns(text.Value, isSelect, columns))
        {
            AddPart(MutantKind.ColumnTypo, text, name.Start, name.Text, columns, node, ExpressionErrors.NoSuchColumn);
        }

        foreach (var (start, column, word) in ExpressionNames.Words(text.Value))
        {
            if (schema.Find(column) is { Type.Names: { Count: > 0 } names } && names.Contains(word))
            {
                AddPart(MutantKind.EnumTypo, text, start, word, names, node, ExpressionErrors.NotAName);
            }
        }

        foreach (var (start, param) in ExpressionNames.Params(text.Value))
        {
            AddPart(MutantKind.ParamTypo, text, start, param, _params, node, ExpressionErrors.NoSuchParameter);
        }
    }

    private static IEnumerable<YamlScalar> Scalars(YamlNode value) => value switch
    {
        YamlScalar { IsNull: false } scalar => [scalar],
        YamlList list => list.Items.OfType<YamlScalar>().Where(s => !s.IsNull),
        _ => [],
    };

    private void Add(MutantKind kind, YamlScalar name, IReadOnlyList<string> allowed, string node, params ErrorCode[] codes) =>
        AddPart(kind, name, 0, name.Value, allowed, node, codes);

    private void AddPart(MutantKind kind, YamlScalar scalar, int at, string name, IReadOnlyList<string> allowed, string node, params ErrorCode[] codes)
    {
        var start = _file.Start(scalar, at, name);
        if (start >= 0 && name.Length > 0)
        {
            _places.Add(new NamePlace(kind, start, name, allowed, [.. codes.Select(c => c.Code)], node));
        }
    }
}
