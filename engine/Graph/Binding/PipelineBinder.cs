using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>
/// Binds a pipeline file: every node once, inputs first; a node whose input failed is passed over, so that one mistake is one error. All problems are collected (DESIGN § 3 rule 7). Pure.
/// </summary>
public sealed class PipelineBinder
{
    private readonly OperatorRegistry _registry;
    private readonly Problems _problems;
    private readonly BindSettings _settings;
    private readonly Dictionary<string, BoundNode> _bound = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, ParamValue> _params = new Dictionary<string, ParamValue>();
    private ValueResolver _values = null!;
    private long _latenessNs;

    private PipelineBinder(OperatorRegistry registry, BindSettings settings, Problems problems)
    {
        _registry = registry;
        _settings = settings;
        _problems = problems;
    }

    /// <summary>Binds a file that was read.</summary>
    /// <returns>The pipeline; null when <paramref name="problems"/> has errors.</returns>
    public static BoundPipeline? Bind(YamlMap top, OperatorRegistry registry, BindSettings settings, Problems problems) =>
        new PipelineBinder(registry, settings, problems).Bind(top);

    private BoundPipeline? Bind(YamlMap top)
    {
        var file = new TopReader(_problems).Read(top);
        _params = new ParamReader(_settings.Params, _problems).Read(file.Params, top);
        _values = new ValueResolver(_params, file.Params, file.Secrets, _settings, _problems);
        _latenessNs = ReadLateness(file.Time);
        var reader = new NodeReader(_registry, _problems);
        var specs = file.Nodes.Select(reader.Read).ToList();
        ResolveReferences(specs);
        foreach (var spec in specs)
        {
            new DefaultAttributes(file.Defaults).Apply(spec);
        }

        foreach (var spec in NodeOrder.Sort(specs, _problems))
        {
            if (Bind(spec) is { } node)
            {
                _bound.Add(node.Name, node);
            }
        }

        var nodes = specs.Select(s => _bound.GetValueOrDefault(s.Name)).OfType<BoundNode>().ToList();
        CatchDead(nodes, specs, file.DeadLetters, reader);
        if (!_problems.HasErrors && !nodes.Exists(n => n.IsSink))
        {
            _problems.Add(GraphCodes.NoNodes, top.Span, null, "no node takes rows out, so nothing would run", "add a sink: console, arrow_file, csv_file or jsonl_file");
        }

        return _problems.HasErrors ? null : new BoundPipeline(file.Name, InOrder(), _latenessNs);
    }

    private List<BoundNode> InOrder() => [.. _bound.Values];

    private long ReadLateness(YamlMap? time)
    {
        if (time is null)
        {
            return 0;
        }

        var options = OptionsReader.Read<TimeOptions>(time, "time", new OptionSpans(time.Span), _problems, _values.Substitute);
        return options.Lateness.Nanoseconds;
    }

    private void ResolveReferences(List<NodeSpec> specs)
    {
        var names = specs.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            foreach (var input in spec.From ?? [])
            {
                if (!names.Contains(input.Node))
                {
                    Report(spec, GraphCodes.UnknownNode, input.Scalar.At(0, input.Node.Length), $"there is no node '{input.Node}'", Nearest.Question(input.Node, names) ?? $"the nodes are {string.Join(", ", names.Take(20))}");
                }
            }
        }
    }

    private BoundNode? Bind(NodeSpec spec)
    {
        var verb = spec.Verb is null ? null : _registry.Find(spec.Verb.Name, spec.From is not null);
        if (spec.IsBroken || !CheckShape(spec, verb))
        {
            new NodeBinder(spec, verb, [], this).CheckOptions();
            return null;
        }

        if (BindRoles(spec, verb) is { } roles && roles.TrueForAll(r => r is not null))
        {
            return Guarded(spec, verb, new NodeBinder(spec, verb, [.. roles.Select(r => r!)], this));
        }

        new NodeBinder(spec, verb, [], this).CheckOptions();
        return null;
    }

    /// <summary>Binds a node; an exception of a plug-in's operator is a problem at its node.</summary>
    private BoundNode? Guarded(NodeSpec spec, OperatorDescription? verb, NodeBinder binder)
    {
        try
        {
            return binder.Bind();
        }
        catch (Exception failure) when (verb?.Plugin is not null)
        {
            Report(spec, PluginErrors.Threw, spec.Verb!.Key.Span, $"'{verb.Name}' threw {failure.GetType().Name} while it was bound: {failure.Message.ReplaceLineEndings(" ")}", $"this is a bug in plug-in '{verb.Plugin}'");
            return null;
        }
    }

    private bool CheckShape(NodeSpec spec, OperatorDescription? verb)
    {
        if (verb is { Kind: OperatorKind.Source } && spec.From is not null)
        {
            return Report(spec, GraphCodes.SourceWithInput, spec.Attributes["from"].Key.Span, $"'{verb.Name}' is a source and has no 'from'", "remove from");
        }

        if (verb is not { Kind: OperatorKind.Source } && spec.From is null)
        {
            return Report(spec, GraphCodes.NoInput, spec.Key.Span, verb is null ? "the node has no 'from' and no verb" : $"'{verb.Name}' needs 'from'", "write from: node");
        }

        var forbidden = verb?.Kind switch
        {
            OperatorKind.Source => new[] { "where", "key", "buffer" },
            OperatorKind.Sink => ["select", "key"],
            _ => ["batch"],
        };
        foreach (var name in forbidden.Where(n => spec.Attributes.ContainsKey(n) && !spec.Defaulted.Contains(n)))
        {
            Report(spec, GraphCodes.UnknownAttribute, spec.Attributes[name].Key.Span, $"'{name}' has no meaning on {(verb is null ? "a node without verb" : $"a {verb.Kind.ToString().ToLowerInvariant()}")}", Instead(name));
        }

        return !spec.IsBroken;
    }

    private static string? Instead(string attribute) => attribute switch
    {
        "where" => "filter in a node behind it",
        "buffer" => "write it at the node that reads the source",
        "batch" => "write it at the source or sink",
        _ => null,
    };

    private List<BoundRole?>? BindRoles(NodeSpec spec, OperatorDescription? verb)
    {
        if (spec.From is null)
        {
            return [];
        }

        var inputs = verb?.Inputs ?? [new InputAttribute("in", "the rows")];
        foreach (var named in spec.From.Where(r => r.Role is not null && inputs.All(i => i.Role != r.Role)))
        {
            Report(spec, GraphCodes.UnknownRole, named.Scalar.Span, $"{(verb is null ? "the node" : $"'{verb.Name}'")} has no input '{named.Role}'; its inputs are {string.Join(", ", inputs.Select(i => i.Role))}", Nearest.Question(named.Role!, inputs.Select(i => i.Role)));
        }

        var roles = inputs.Select((input, i) => BindRole(spec, input, [.. spec.From.Where(r => (r.Role ?? inputs[0].Role) == input.Role)])).ToList();
        return spec.IsBroken ? null : roles;
    }

    private BoundRole? BindRole(NodeSpec spec, InputAttribute input, IReadOnlyList<InputRef> refs)
    {
        if (refs.Count == 0)
        {
            if (!input.Optional)
            {
                Report(spec, GraphCodes.MissingRole, spec.Attributes["from"].Value.Span, $"'{spec.Verb?.Name}' needs the input '{input.Role}': {input.Summary}", $"write from: {{ …, {input.Role}: node }}");
            }

            return new BoundRole(input.Role, [], null);
        }

        var ports = refs.Select(r => BindRef(spec, r)).ToList();
        if (ports.Contains(null))
        {
            spec.IsBroken = true;
            return null;
        }

        var first = Schema(ports[0]!);
        for (var i = 1; i < ports.Count; i++)
        {
            if (!Schema(ports[i]!).SameShape(first))
            {
                Report(spec, GraphCodes.SchemaMismatch, refs[i].Scalar.Span, $"'{ports[i]}' is {Schema(ports[i]!)}, '{ports[0]}' is {first}; a merge takes one schema", "bring them to one shape with select");
            }
        }

        return new BoundRole(input.Role, [.. ports.Select(p => p!)], first);
    }

    private static Schema Schema(PortRef port) => port.Node.Ports[port.Port].Schema;

    /// <summary>The port a name in <c>from</c> stands for; null when it does not exist (reported) or its node failed (not reported again).</summary>
    private PortRef? BindRef(NodeSpec spec, InputRef input)
    {
        if (!_bound.TryGetValue(input.Node, out var node))
        {
            return null;
        }

        if (node.IsSink)
        {
            Report(spec, GraphCodes.SinkRead, input.Scalar.Span, $"'{node.Name}' is a sink and has no output");
            return null;
        }

        var port = node.PortIndex(input.Port ?? "");
        if (port >= 0)
        {
            return new PortRef(node, port);
        }

        var names = node.Ports.Select(p => p.Name).Where(n => n.Length > 0).ToList();
        if (input.Port is null)
        {
            Report(spec, GraphCodes.PortNeeded, input.Scalar.Span, $"'{node.Name}' has no main port; name one of {string.Join(", ", names)}", $"write {node.Name}.{names[0]}");
        }
        else
        {
            Report(spec, GraphCodes.UnknownPort, input.Scalar.At(input.Node.Length + 1, input.Port.Length), $"'{node.Name}' has no port '{input.Port}'; its ports are {string.Join(", ", names)}", Nearest.Question(input.Port, names));
        }

        return null;
    }

    /// <summary>Failed, late and rejected rows nobody reads go to the dead letters; without those, late and rejected ones must be dropped by name.</summary>
    private void CatchDead(List<BoundNode> nodes, List<NodeSpec> specs, YamlEntry? deadLetters, NodeReader reader)
    {
        var read = nodes.SelectMany(n => n.Inputs).SelectMany(r => r.Ports).Select(p => (p.Node, p.Port)).ToHashSet();
        var open = new List<PortRef>();
        foreach (var node in nodes)
        {
            for (var i = 0; i < node.Ports.Count; i++)
            {
                var port = node.Ports[i];
                if (port.IsDead && !read.Contains((node, i)) && !node.Drop.Contains(port.Name) && !(port.Name == "error" && node.StopsOnError))
                {
                    open.Add(new PortRef(node, i));
                }
            }
        }

        if (deadLetters is not null)
        {
            BindDeadLetters(deadLetters, reader, open);
            return;
        }

        foreach (var port in open.Where(p => p.Node.Ports[p.Port].Name != "error"))
        {
            var name = port.Node.Ports[port.Port].Name;
            Report(specs.First(s => s.Name == port.Node.Name), GraphCodes.Unread, port.Node.Span, $"its {name} rows have no reader and would vanish", $"read {port.Node.Name}.{name}, declare dead_letters, or write drop: [{name}]");
        }
    }

    private void BindDeadLetters(YamlEntry entry, NodeReader reader, List<PortRef> open)
    {
        var spec = reader.Read(entry);
        spec.From ??= [];
        if (!spec.IsBroken && (spec.Verb is null || _registry.Find(spec.Verb.Name, hasInputs: true) is not { Kind: OperatorKind.Sink }))
        {
            Report(spec, GraphCodes.WrongShape, entry.Value.Span, "dead_letters is one sink", "write dead_letters: { arrow_file: { path: out/dead.arrow } }");
        }

        if (spec.IsBroken || open.Count == 0)
        {
            return;
        }

        var verb = _registry.Find(spec.Verb!.Name, hasInputs: true)!;
        if (new NodeBinder(spec, verb, [new BoundRole("in", open, Schemas.Dead)], this).Bind() is { } node)
        {
            _bound.Add(node.Name, node);
        }
    }

    internal long LatenessNs => _latenessNs;

    internal Problems Problems => _problems;

    internal ValueResolver Values => _values;

    internal bool Report(NodeSpec spec, string code, Span at, string message, string? help = null)
    {
        spec.IsBroken = true;
        _problems.Add(code, at, spec.Name, $"{spec.Name}: {message}", help);
        return false;
    }
}
