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
    private readonly BoundNodes _nodes = new();
    private readonly InputBinder _inputs;
    private long _latenessNs;

    private PipelineBinder(OperatorRegistry registry, BindSettings settings, Problems problems)
    {
        _registry = registry;
        _settings = settings;
        _problems = problems;
        _inputs = new InputBinder(this, _nodes, registry);
    }

    /// <summary>Binds a file that was read.</summary>
    /// <returns>The pipeline; null when <paramref name="problems"/> has errors.</returns>
    public static BoundPipeline? Bind(YamlMap top, OperatorRegistry registry, BindSettings settings, Problems problems) =>
        new PipelineBinder(registry, settings, problems).Bind(top);

    private BoundPipeline? Bind(YamlMap yaml)
    {
        var written = new TopReader(_problems).Read(yaml);
        var overlay = new ProfileOverlay(_registry, _problems);
        var top = overlay.Apply(written, _settings.Profile);
        var scope = new NodeScope("", Values(top, overlay), []);
        var time = ReadTime(top.Time, scope);
        _latenessNs = time.Lateness.Nanoseconds;
        var template = new TemplateReader(_registry, _settings, _problems).Read(top, yaml.Span.File);
        var expander = new Expander(_registry, _settings, _problems);
        var specs = expander.Expand(top, scope, template);
        BindAnswers(specs);
        foreach (var spec in NodeOrder.Sort(specs, r => _nodes.Answers.ContainsKey((r.Node, r.Port)) || _nodes.Unknown.Contains((r.Node, r.Port)), _problems))
        {
            using var within = _problems.Within(spec.Scope.UsedAt);
            if ((spec.Gate is null ? Bind(spec) : BindGate(spec)) is { } node)
            {
                _nodes.ByName.Add(node.Name, node);
            }
        }

        var outputs = top.IsTemplate ? Outputs(template, expander, scope) : new Dictionary<string, IReadOnlyList<PortRef>>();
        new DeadLetterBinder(this, _nodes, _registry).Catch(specs, [.. outputs.Values.SelectMany(o => o)], top.DeadLetters, scope);
        if (!_problems.HasErrors && !top.IsTemplate && !_nodes.ByName.Values.Any(n => n.IsSink))
        {
            _problems.Add(GraphCodes.NoNodes, yaml.Span, null, "no node takes rows out, so nothing would run", "add a sink: console, arrow_file, csv_file or jsonl_file");
        }

        new PathChecks(this, _nodes, specs).Check(overlay.Clock);
        new RiskRule(_problems).Check([.. _nodes.ByName.Values], specs);
        return _problems.HasErrors
            ? null
            : new BoundPipeline(top.Name, [.. _nodes.ByName.Values], _latenessNs) { WaitNs = time.Wait.Nanoseconds, Clock = overlay.Clock, Profile = _settings.Profile, Profiles = [.. (top.Profiles?.Entries ?? []).Select(e => e.Name)], Changes = overlay.Changes, Params = scope.Values.Params, IsTemplate = top.IsTemplate, Outputs = outputs };
    }

    /// <summary>A node for each answer port that somebody reads: readers are bound before the operator that answers.</summary>
    private void BindAnswers(IReadOnlyList<NodeSpec> specs)
    {
        var byName = specs.ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (var read in specs.SelectMany(s => s.From ?? []).Where(r => byName.ContainsKey(r.Node)))
        {
            var spec = byName[read.Node];
            var verb = spec.Verb is null ? null : _registry.Find(spec.Verb.Name, spec.From is not null);
            if (verb?.Ports.FirstOrDefault(p => p.Name == read.Port) is { Answers: { } schema } port && !_nodes.Answers.ContainsKey((read.Node, read.Port)))
            {
                var rows = Schemas.Find(schema) ?? throw new InvalidOperationException($"answer port '{port.Name}' of '{verb.Name}' names no canonical schema: a bug in the operator");
                var node = new BoundNode { Name = $"{spec.Name}.{port.Name}", Span = spec.Key.Span, AnswersOf = new AnswerPort(spec.Name, port.Name), Ports = [new BoundPort("", rows, rows, Appends: false)] };
                _nodes.Answers.Add((read.Node, read.Port), node);
                _nodes.ByName.Add(node.Name, node);
            }
            else if (verb is null && spec.IsBroken && read.Port is not null)
            {
                _nodes.Unknown.Add((read.Node, read.Port));
            }
        }
    }

    private ValueResolver Values(TopSpec top, ProfileOverlay overlay)
    {
        var reader = new ParamReader(_problems) { Overrides = _settings.Params, Given = overlay.Params, OnMissing = param => ParamReader.ReportMissing(param, _problems) };
        return new ValueResolver(reader.Read(top.Params, top.Top), (top.Params?.Entries ?? []).Select(e => e.Name), top.Secrets, _settings, _problems);
    }

    private Dictionary<string, IReadOnlyList<PortRef>> Outputs(Template template, Expander expander, NodeScope scope)
    {
        expander.CheckOutputs(scope, template.Outputs);
        return template.Outputs.Values.ToDictionary(o => o.Name, o => (IReadOnlyList<PortRef>)[.. expander.Resolve(scope, o.Ref, null).Select(_nodes.Find).OfType<PortRef>()], StringComparer.Ordinal);
    }

    /// <summary>An input of a template: what is read there, once it is known to fit. A merge of several is a node of its own.</summary>
    private BoundNode? BindGate(NodeSpec spec)
    {
        var input = spec.Gate!;
        if (spec.From is null)
        {
            return new NodeBinder(spec, TemplateRows.Describe(input), [], this).BindRows(new TemplateRows(input));
        }

        if (spec.IsBroken || _inputs.BindRole(spec, new InputAttribute(input.Name, "the rows"), spec.From) is not { Ports.Count: > 0 } role)
        {
            return null;
        }

        foreach (var (port, read) in role.Ports.Zip(spec.From))
        {
            if (SchemaFit.Lack(BoundNodes.Schema(port), input.Schema) is { } lack)
            {
                Report(spec, GraphCodes.Unfit, read.Scalar.Span, $"'{read.Scalar.Value}' gives {SchemaFit.Named(BoundNodes.Schema(port))}, and input '{input.Name}' takes {SchemaFit.Named(input.Schema)}: {lack}", SchemaFit.Suggest(input.Schema, read.Scalar.Value, port.Node));
            }
        }

        if (spec.IsBroken || role.Ports.Count > 1)
        {
            return spec.IsBroken ? null : new NodeBinder(spec, null, [role], this).Bind();
        }

        _nodes.Passed.Add(spec.Name, role.Ports[0]);
        return null;
    }

    private TimeOptions ReadTime(YamlMap? time, NodeScope scope) =>
        time is null ? new TimeOptions() : OptionsReader.Read<TimeOptions>(time, "time", new OptionSpans(time.Span), _problems, scope.Values.Substitute);

    private BoundNode? Bind(NodeSpec spec)
    {
        var verb = spec.Verb is null ? null : _registry.Find(spec.Verb.Name, spec.From is not null);
        if (spec.IsBroken || !CheckShape(spec, verb))
        {
            new NodeBinder(spec, verb, [], this).CheckOptions();
            return null;
        }

        if (_inputs.BindRoles(spec, verb) is { } roles && roles.TrueForAll(r => r is not null))
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
            OperatorKind.Source => new[] { "where", "key", "buffer", "parallel", "latency_budget", "deadline" },
            OperatorKind.Sink => ["select", "key", "port", "parallel", "deadline"],
            OperatorKind.Model => ["port"],
            OperatorKind.Join when verb.Inputs.All(i => i.Role != "in") => ["batch", "port", "where", "deadline"],
            _ => verb?.NamedPorts is null ? ["batch", "port", "deadline"] : ["batch", "port", "select", "deadline"],
        };
        foreach (var name in forbidden.Where(n => spec.Attributes.ContainsKey(n) && !spec.Defaulted.Contains(n)))
        {
            Report(spec, GraphCodes.UnknownAttribute, spec.Attributes[name].Key.Span, $"'{name}' has no meaning on {(verb is null ? "a node without verb" : verb.NamedPorts is not null ? $"'{verb.Name}'" : $"a {verb.Kind.ToString().ToLowerInvariant()}")}", Instead(name, verb));
        }

        return !spec.IsBroken;
    }

    private static string? Instead(string attribute, OperatorDescription? verb) => attribute switch
    {
        "where" when verb?.Kind == OperatorKind.Join => "filter in a node before it, or behind it",
        "where" => "filter in a node behind it",
        "buffer" => "write it at the node that reads the source",
        "batch" => "write it at the source, sink or model",
        "deadline" => "write it at a model",
        "select" => "shape the rows in a node behind the port",
        "parallel" => "write it at a keyed operator",
        "latency_budget" => "write it at a node behind: time is taken from the source on",
        "port" => "name the port where it is read: node.port",
        _ => null,
    };

    internal long LatenessNs => _latenessNs;

    internal Problems Problems => _problems;

    internal bool Report(NodeSpec spec, string code, Span at, string message, Suggestion? help = null)
    {
        spec.IsBroken = true;
        _problems.Add(code, at, spec.Name, $"{spec.Name}: {message}", help);
        return false;
    }
}
