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
    private readonly Dictionary<(string Node, string? Port), BoundNode> _answers = [];
    private readonly HashSet<(string Node, string? Port)> _unknown = []; // ports of nodes whose verb is not known: they may be answer ports
    private readonly Dictionary<string, PortRef> _passed = new(StringComparer.Ordinal);
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
        foreach (var spec in NodeOrder.Sort(specs, r => _answers.ContainsKey((r.Node, r.Port)) || _unknown.Contains((r.Node, r.Port)), _problems))
        {
            using var within = _problems.Within(spec.Scope.UsedAt);
            if ((spec.Gate is null ? Bind(spec) : BindGate(spec)) is { } node)
            {
                _bound.Add(node.Name, node);
            }
        }

        var outputs = top.IsTemplate ? Outputs(template, expander, scope) : new Dictionary<string, IReadOnlyList<PortRef>>();
        CatchDead(specs, [.. outputs.Values.SelectMany(o => o)], top.DeadLetters, scope);
        if (!_problems.HasErrors && !top.IsTemplate && !_bound.Values.Any(n => n.IsSink))
        {
            _problems.Add(GraphCodes.NoNodes, yaml.Span, null, "no node takes rows out, so nothing would run", "add a sink: console, arrow_file, csv_file or jsonl_file");
        }

        CheckLoops(specs);
        CheckFollowers(specs, overlay.Clock);
        CheckBudgets(specs);
        new RiskRule(_problems).Check([.. _bound.Values], specs);
        return _problems.HasErrors
            ? null
            : new BoundPipeline(top.Name, [.. _bound.Values], _latenessNs) { WaitNs = time.Wait.Nanoseconds, Clock = overlay.Clock, Profile = _settings.Profile, Profiles = [.. (top.Profiles?.Entries ?? []).Select(e => e.Name)], Changes = overlay.Changes, Params = scope.Values.Params, IsTemplate = top.IsTemplate, Outputs = outputs };
    }

    /// <summary>A node for each answer port that somebody reads: readers are bound before the operator that answers.</summary>
    private void BindAnswers(IReadOnlyList<NodeSpec> specs)
    {
        var byName = specs.ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (var read in specs.SelectMany(s => s.From ?? []).Where(r => byName.ContainsKey(r.Node)))
        {
            var spec = byName[read.Node];
            var verb = spec.Verb is null ? null : _registry.Find(spec.Verb.Name, spec.From is not null);
            if (verb?.Ports.FirstOrDefault(p => p.Name == read.Port) is { Answers: { } schema } port && !_answers.ContainsKey((read.Node, read.Port)))
            {
                var rows = Schemas.Find(schema) ?? throw new InvalidOperationException($"answer port '{port.Name}' of '{verb.Name}' names no canonical schema: a bug in the operator");
                var node = new BoundNode { Name = $"{spec.Name}.{port.Name}", Span = spec.Key.Span, AnswersOf = new AnswerPort(spec.Name, port.Name), Ports = [new BoundPort("", rows, rows, Appends: false)] };
                _answers.Add((read.Node, read.Port), node);
                _bound.Add(node.Name, node);
            }
            else if (verb is null && spec.IsBroken && read.Port is not null)
            {
                _unknown.Add((read.Node, read.Port));
            }
        }
    }

    /// <summary>A source that follows the stream time of others has nothing to go by in a replay without any.</summary>
    private void CheckFollowers(IReadOnlyList<NodeSpec> specs, RunClock clock)
    {
        var sources = _bound.Values.Where(n => n.IsSource && n.Instance is Source).ToList();
        if (clock == RunClock.Live || !sources.TrueForAll(n => n.Instance is Source { Follows: true }))
        {
            return;
        }

        foreach (var node in sources.Where(n => n.Instance is Source { EndsAlone: false }))
        {
            var spec = specs.First(s => s.Name == node.Name);
            Report(spec, GraphCodes.NothingToFollow, spec.Verb!.Key.Span, $"'{node.Verb!.Name}' goes by the stream time of other sources under the clock replay, and there is none", "write count or until, or add a source");
        }
    }

    /// <summary>A latency budget from a node: rows must come from there.</summary>
    private void CheckBudgets(IReadOnlyList<NodeSpec> specs)
    {
        foreach (var spec in specs.Where(s => _bound.GetValueOrDefault(s.Name)?.LatencyBudget?.From is not null))
        {
            var node = _bound[spec.Name];
            var place = spec.Attributes["latency_budget"].Value is YamlMap map && map.TryGet("from", out var from) ? from.Value.Span : spec.Key.Span;
            var shown = node.LatencyBudget!.From![spec.Scope.Prefix.Length..];
            if (!_bound.TryGetValue(node.LatencyBudget.From, out var start))
            {
                if (specs.Any(s => s.Name == node.LatencyBudget.From))
                {
                    continue; // it failed, which was reported
                }

                var names = _bound.Keys.Where(n => n.StartsWith(spec.Scope.Prefix, StringComparison.Ordinal)).Select(n => n[spec.Scope.Prefix.Length..]).ToList();
                Report(spec, GraphCodes.UnknownNode, place, $"there is no node {ProblemText.Quote(shown)} for the latency budget", Nearest.Question(shown, names));
            }
            else if (ReferenceEquals(start, node) || !Reaches(start, node))
            {
                Report(spec, GraphCodes.NoPath, place, $"no rows go from '{shown}' to '{spec.Key.Value}', so no latency can be measured between them", "name a node in front, or leave 'from' out to measure from the source");
            }
        }
    }

    /// <summary>The nodes of a loop run in one segment, one thread at a time: no boundary and no workers among them.</summary>
    private void CheckLoops(IReadOnlyList<NodeSpec> specs)
    {
        foreach (var answers in _answers.Values)
        {
            if (!_bound.TryGetValue(answers.AnswersOf!.Node, out var last))
            {
                continue;
            }

            foreach (var node in _bound.Values.Where(n => (ReferenceEquals(n, last) && n.Parallel > 1) || ((n.Buffer is not null || n.Parallel > 1) && Reaches(answers, n) && Reaches(n, last))))
            {
                var spec = specs.First(s => s.Name == node.Name);
                var attribute = spec.Attributes[node.Buffer is null ? "parallel" : "buffer"];
                Report(spec, GraphCodes.CutLoop, attribute.Key.Span, $"'{attribute.Name}' cuts the loop that closes through '{answers.Name}'", "write it at a node outside the loop");
            }
        }
    }

    private static bool Reaches(BoundNode from, BoundNode to)
    {
        var seen = new HashSet<BoundNode> { to };
        var open = new Queue<BoundNode>(seen);
        while (open.TryDequeue(out var node))
        {
            if (ReferenceEquals(node, from))
            {
                return true;
            }

            foreach (var input in node.Inputs.SelectMany(r => r.Ports).Select(p => p.Node).Where(seen.Add))
            {
                open.Enqueue(input);
            }
        }

        return false;
    }

    private ValueResolver Values(TopSpec top, ProfileOverlay overlay)
    {
        var reader = new ParamReader(_problems) { Overrides = _settings.Params, Given = overlay.Params, OnMissing = param => ParamReader.ReportMissing(param, _problems) };
        return new ValueResolver(reader.Read(top.Params, top.Top), (top.Params?.Entries ?? []).Select(e => e.Name), top.Secrets, _settings, _problems);
    }

    private Dictionary<string, IReadOnlyList<PortRef>> Outputs(Template template, Expander expander, NodeScope scope)
    {
        expander.CheckOutputs(scope, template.Outputs);
        return template.Outputs.Values.ToDictionary(o => o.Name, o => (IReadOnlyList<PortRef>)[.. expander.Resolve(scope, o.Ref, null).Select(Find).OfType<PortRef>()], StringComparer.Ordinal);
    }

    /// <summary>The port a resolved name stands for; null when there is none or its node failed.</summary>
    private PortRef? Find(InputRef input)
    {
        if (input.Port is null && _passed.TryGetValue(input.Node, out var passed))
        {
            return passed;
        }

        return _bound.TryGetValue(input.Node, out var node) && node.PortIndex(input.Port ?? node.MainPort) is >= 0 and var port ? new PortRef(node, port) : null;
    }

    /// <summary>An input of a template: what is read there, once it is known to fit. A merge of several is a node of its own.</summary>
    private BoundNode? BindGate(NodeSpec spec)
    {
        var input = spec.Gate!;
        if (spec.From is null)
        {
            return new NodeBinder(spec, TemplateRows.Describe(input), [], this).BindRows(new TemplateRows(input));
        }

        if (spec.IsBroken || BindRole(spec, new InputAttribute(input.Name, "the rows"), spec.From) is not { Ports.Count: > 0 } role)
        {
            return null;
        }

        foreach (var (port, read) in role.Ports.Zip(spec.From))
        {
            if (SchemaFit.Lack(Schema(port), input.Schema) is { } lack)
            {
                Report(spec, GraphCodes.Unfit, read.Scalar.Span, $"'{read.Scalar.Value}' gives {SchemaFit.Named(Schema(port))}, and input '{input.Name}' takes {SchemaFit.Named(input.Schema)}: {lack}", SchemaFit.Suggest(input.Schema, read.Scalar.Value, port.Node));
            }
        }

        if (spec.IsBroken || role.Ports.Count > 1)
        {
            return spec.IsBroken ? null : new NodeBinder(spec, null, [role], this).Bind();
        }

        _passed.Add(spec.Name, role.Ports[0]);
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

    private List<BoundRole?>? BindRoles(NodeSpec spec, OperatorDescription? verb)
    {
        if (spec.From is null)
        {
            return [];
        }

        var inputs = verb?.InputsOf(spec.From.Select(r => r.Role).OfType<string>()) ?? [new InputAttribute("in", "the rows")];
        CheckNamedInputs(spec, verb, inputs);
        foreach (var named in spec.From.Where(r => r.Role is not null && inputs.All(i => i.Role != r.Role)))
        {
            Report(spec, GraphCodes.UnknownRole, named.RoleSpan, $"{(verb is null ? "the node" : $"'{verb.Name}'")} has no input '{named.Role}'; its inputs are {string.Join(", ", inputs.Select(i => i.Role))}", Nearest.Question(named.Role!, inputs.Select(i => i.Role)));
        }

        var roles = inputs.Select((input, i) => BindRole(spec, input, [.. spec.From.Where(r => (r.Role ?? inputs[0].Role) == input.Role)])).ToList();
        return spec.IsBroken ? null : roles;
    }

    /// <summary>Inputs that the file names: how many, and what they may be called.</summary>
    private void CheckNamedInputs(NodeSpec spec, OperatorDescription? verb, IReadOnlyList<InputAttribute> inputs)
    {
        if (verb?.NamedInputs is not { } named)
        {
            return;
        }

        foreach (var input in spec.From!.Where(r => r.Role is { } role && !PipelineNames.IsNode(role)))
        {
            Report(spec, GraphCodes.BadName, input.RoleSpan, $"{ProblemText.Quote(input.Role!)} cannot name an input; a name has lower-case letters, digits and '_' and starts with a letter");
        }

        var count = inputs.Count - verb.Inputs.Count;
        if (count < named.Least || count > named.Most)
        {
            var declared = string.Join(", ", verb.Inputs.Select(i => i.Role));
            Report(spec, GraphCodes.MissingRole, spec.Attributes["from"].Value.Span,
                $"'{verb.Name}' has {count} inputs besides {declared}; it must have {(count < named.Least ? $"at least {named.Least}" : $"at most {named.Most}")}", $"write from: {{ {declared}: node, name: node, … }}");
        }
    }

    private BoundRole? BindRole(NodeSpec spec, InputAttribute input, IReadOnlyList<InputRef> refs)
    {
        if (refs.Count == 0)
        {
            // a misspelled input is not missing as well, unless it passes for one that the file names
            var meant = spec.From!.Find(r => r.Role is { } role && Nearest.Of(role, [input.Role]) is not null);
            if (!input.Optional && (meant is null || _registry.Find(spec.Verb!.Name, hasInputs: true)?.NamedInputs is not null))
            {
                Report(spec, GraphCodes.MissingRole, spec.Attributes["from"].Value.Span, $"'{spec.Verb?.Name}' needs the input '{input.Role}' ({input.Summary.TrimEnd('.')})",
                    meant is null ? $"write from: {{ …, {input.Role}: node }}" : $"did you mean '{input.Role}' instead of '{meant.Role}'?");
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
                Report(spec, GraphCodes.SchemaMismatch, refs[i].Scalar.Span, $"'{refs[i].Scalar.Value}' gives {SchemaFit.Named(Schema(ports[i]!))}, '{refs[0].Scalar.Value}' gives {SchemaFit.Named(first)}; a list in from is a merge of rows of one shape", "bring them to one shape with select, or join them");
            }
        }

        return new BoundRole(input.Role, [.. ports.Select(p => p!)], first);
    }

    private static Schema Schema(PortRef port) => port.Node.Ports[port.Port].Schema;

    /// <summary>The port a name in <c>from</c> stands for; null when it does not exist (reported) or its node failed (not reported again).</summary>
    private PortRef? BindRef(NodeSpec spec, InputRef input)
    {
        if (input.Port is null && _passed.TryGetValue(input.Node, out var passed))
        {
            return passed;
        }

        if (_answers.TryGetValue((input.Node, input.Port), out var answers))
        {
            return new PortRef(answers, 0);
        }

        if (!_bound.TryGetValue(input.Node, out var node))
        {
            if (_passed.ContainsKey(input.Node))
            {
                Report(spec, GraphCodes.UnknownPort, input.PortSpan, $"'{input.Node}' is an input and has no port '{input.Port}'", $"write {input.Node}");
            }

            return null;
        }

        if (node.IsSink)
        {
            Report(spec, GraphCodes.SinkRead, input.Scalar.Span, $"'{node.Name}' is a sink and has no output");
            return null;
        }

        var port = node.PortIndex(input.Port ?? node.MainPort);
        if (port >= 0)
        {
            return new PortRef(node, port);
        }

        var names = node.Ports.Select(p => p.Name).Where(n => n.Length > 0).ToList();
        if (input.Port is null)
        {
            Report(spec, GraphCodes.PortNeeded, input.Scalar.Span, $"'{node.Name}' has no main port; name one of {string.Join(", ", names)}", OnlyPort(input, node) ?? $"write {input.Node}.{names[0]}");
        }
        else
        {
            Report(spec, GraphCodes.UnknownPort, input.PortSpan, $"'{node.Name}' has no port '{input.Port}'; its ports are {string.Join(", ", names)}", Nearest.Question(input.Port, names));
        }

        return null;
    }

    /// <summary>Failed, late and rejected rows nobody reads go to the dead letters; without those, late and rejected ones must be dropped by name.</summary>
    private void CatchDead(IReadOnlyList<NodeSpec> specs, IReadOnlyList<PortRef> outputs, YamlEntry? deadLetters, NodeScope scope)
    {
        var read = _bound.Values.SelectMany(n => n.Inputs).SelectMany(r => r.Ports).Concat(outputs).Select(p => (p.Node, p.Port)).ToHashSet();
        var open = new List<PortRef>();
        var byName = specs.ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (var node in specs.Select(s => _bound.GetValueOrDefault(s.Name)).OfType<BoundNode>().OrderBy(n => n.Name, StringComparer.Ordinal)) // by name: order in the file has no meaning
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
            BindDeadLetters(deadLetters, scope, open);
            return;
        }

        foreach (var port in open.Where(p => p.Node.Ports[p.Port].Name != "error"))
        {
            var name = port.Node.Ports[port.Port].Name;
            var spec = byName[port.Node.Name];
            using var within = _problems.Within(spec.Scope.UsedAt);
            Report(spec, GraphCodes.Unread, port.Node.Span, $"its {name} rows have no reader and would vanish", $"read {spec.Key.Value}.{name}, declare dead_letters, or write drop: [{name}]");
        }
    }

    private void BindDeadLetters(YamlEntry entry, NodeScope scope, List<PortRef> open)
    {
        var spec = new NodeReader(_registry, [], _problems).Read(entry, entry.Name, scope);
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

    // where one port alone brings rows of the verb
    private static Suggestion? OnlyPort(InputRef input, BoundNode node) =>
        node.Ports.Where(p => !p.IsDead).ToList() is [{ Name: var port }] && input.Scalar.Value == input.Node ? Suggestion.Replace($"write {input.Node}.{port}", input.Node, $"{input.Node}.{port}") : null;

    internal long LatenessNs => _latenessNs;

    internal Problems Problems => _problems;

    internal bool Report(NodeSpec spec, string code, Span at, string message, Suggestion? help = null)
    {
        spec.IsBroken = true;
        _problems.Add(code, at, spec.Name, $"{spec.Name}: {message}", help);
        return false;
    }
}
