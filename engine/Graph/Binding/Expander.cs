using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>
/// Makes the nodes of a pipeline out of the entries of its files: one for each turn of <c>for_each</c>, the nodes of a template for each use of it; and finds what each name in
/// <c>from</c> stands for (DESIGN § 3 rules 6 and 7).
/// </summary>
internal sealed class Expander(OperatorRegistry registry, BindSettings settings, Problems problems)
{
    private const int MostNodes = 20_000;
    private const int MostSuggestions = 100; // of unknown names: each is held against all others

    private readonly List<(NodeInstance Use, NodeSpec Spec)> _uses = [];
    private readonly List<NodeSpec> _specs = [];
    private bool _isFull;

    /// <summary>The nodes of a file, each with its inputs by their names in the whole pipeline, in the order they are written.</summary>
    public IReadOnlyList<NodeSpec> Expand(TopSpec top, NodeScope scope, Template file)
    {
        AddRefused(file, scope);
        foreach (var input in file.Inputs)
        {
            scope.Groups.TryAdd(input.Name, new NodeGroup(input.Name, IsMany: false) { Instances = { new NodeInstance([], input.Name) } });
            _specs.Add(new NodeSpec { Key = input.Key, Name = input.Name, Scope = scope, Gate = input });
        }

        Add(top, scope, file.Uses, []);
        foreach (var use in _uses.Select(u => u.Use))
        {
            CheckOutputs(use.Inside!, use.Outputs!);
        }

        foreach (var spec in _specs.Where(s => s.From is not null))
        {
            using var within = problems.Within(spec.Scope.UsedAt);
            var asked = spec.From!;
            spec.From = [.. asked.SelectMany(r => Resolve(r.LookedUpIn ?? spec.Scope, r, spec))];
            spec.IsBroken |= asked.Count > 0 && spec.From.Count == 0;
        }

        var byName = _specs.ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (var (use, spec) in _uses)
        {
            using var within = problems.Within(spec.Scope.UsedAt);
            DropOutputs(use, spec, byName);
        }

        return _specs;
    }

    /// <summary>Reports outputs of a template that lead nowhere.</summary>
    public void CheckOutputs(NodeScope inside, IReadOnlyDictionary<string, TemplateOutput> outputs)
    {
        using var within = problems.Within(inside.UsedAt);
        foreach (var output in outputs.Values)
        {
            _ = Resolve(inside, output.Ref, null).ToList();
        }
    }

    /// <summary>The nodes and ports that a name stands for; what does not exist is reported.</summary>
    public IEnumerable<InputRef> Resolve(NodeScope scope, InputRef input, NodeSpec? reader)
    {
        if (input.IsResolved)
        {
            return [input];
        }

        if (!scope.Groups.TryGetValue(input.Node, out var group))
        {
            var near = problems.Reported < MostSuggestions ? Nearest.Question(input.Node, scope.Groups.Keys, name => scope.Groups[name].Line is > 0 and var line ? $"line {line}" : null) : null;
            Report(reader, GraphCodes.UnknownNode, input.NodeSpan, $"there is no node {ProblemText.Quote(input.Node)}", near ?? $"the nodes are {string.Join(", ", scope.Groups.Keys.Take(20))}");
            return [];
        }

        return Picked(scope, group, input, reader).SelectMany(instance => Ports(instance, input, reader));
    }

    private IEnumerable<NodeInstance> Picked(NodeScope scope, NodeGroup group, InputRef input, NodeSpec? reader)
    {
        if (input.Pick is not { } pick)
        {
            return group.Instances;
        }

        if (!group.IsMany)
        {
            Report(reader, GraphCodes.UnknownTurn, input.Scalar.Span, $"'{group.Name}' has no for_each, so there is nothing to pick", $"write {group.Name}");
            return [];
        }

        var values = pick.Select(p => p.StartsWith('$') ? scope.Values.Find(input.Scalar, p[1..])?.Texts[0] : p).ToList();
        if (values.Contains(null))
        {
            Break(reader);
            return [];
        }

        if (group.Instances.Find(i => i.Values.SequenceEqual(values!)) is { } found)
        {
            return [found];
        }

        var names = group.Instances.Select(i => string.Join(", ", i.Values)).ToList();
        Report(reader, GraphCodes.UnknownTurn, input.Scalar.Span, $"'{group.Name}' was not made for '{string.Join(", ", values)}'; it was for {string.Join("; ", names.Take(20))}", Nearest.Question(string.Join(", ", values), names));
        return [];
    }

    private IEnumerable<InputRef> Ports(NodeInstance instance, InputRef input, NodeSpec? reader)
    {
        if (instance.Outputs is not { } outputs)
        {
            return [input with { Node = instance.Name, IsResolved = true }];
        }

        var port = input.Port ?? TemplateOutput.Main;
        if (port == TemplateOutput.Main && instance.Select is { } select)
        {
            return [input with { Node = select, Port = null, IsResolved = true }];
        }

        if (outputs.TryGetValue(port, out var output))
        {
            // a name inside that leads nowhere was reported where the template says it
            return Resolve(instance.Inside!, output.Ref, null).Select(inner => inner with { Role = input.Role, RoleSpan = input.RoleSpan, Scalar = input.Scalar, NodeSpan = input.NodeSpan, PortSpan = input.PortSpan });
        }

        if (outputs.Count == 0)
        {
            Report(reader, GraphCodes.SinkRead, input.NodeSpan, $"'{input.Node}' is a template without outputs");
        }
        else if (input.Port is null)
        {
            Report(reader, GraphCodes.PortNeeded, input.NodeSpan, $"'{input.Node}' has no main output; name one of {string.Join(", ", outputs.Keys)}", $"write {input.Node}.{outputs.Keys.First()}");
        }
        else
        {
            Report(reader, GraphCodes.UnknownPort, input.PortSpan, $"'{input.Node}' has no output '{input.Port}'; its outputs are {string.Join(", ", outputs.Keys)}", Nearest.Question(input.Port, outputs.Keys));
        }

        return [];
    }

    private void Add(TopSpec top, NodeScope scope, IReadOnlyDictionary<string, Template> templates, IReadOnlyList<DefaultAttributes> outer)
    {
        using var within = problems.Within(scope.UsedAt);
        IReadOnlyList<DefaultAttributes> defaults = [new DefaultAttributes(top.Defaults), .. outer];
        var reader = new NodeReader(registry, (top.Use?.Entries ?? []).Select(e => e.Name), problems);
        var each = new ForEach(problems);
        foreach (var entry in top.Nodes)
        {
            var turns = each.Read(entry, scope, out var isMany);
            var group = new NodeGroup(entry.Name, isMany) { Line = entry.Key.Span.Line };
            scope.Groups.TryAdd(entry.Name, group);
            foreach (var turn in turns)
            {
                if (!HasRoom(entry))
                {
                    return;
                }

                var name = scope.Prefix + entry.Name + (isMany ? $"({string.Join(",", turn.Values)})" : "");
                var spec = reader.Read(entry, name, turn.Scope);
                if (spec.Verb is { } verb && templates.TryGetValue(verb.Name, out var template))
                {
                    Use(spec, template, group, turn, defaults);
                    continue;
                }

                spec.IsBroken |= spec.Verb is { } unread && registry.All.All(o => o.Name != unread.Name);
                foreach (var attributes in defaults)
                {
                    attributes.Apply(spec);
                }

                _specs.Add(spec);
                group.Instances.Add(new NodeInstance(turn.Values, name));
            }
        }
    }

    /// <summary>Inputs that were refused: what reads them is passed over in silence.</summary>
    private static void AddRefused(Template template, NodeScope scope)
    {
        foreach (var entry in template.Top.Inputs?.Entries.Where(e => template.Inputs.All(i => i.Name != e.Name)) ?? [])
        {
            scope.Groups.TryAdd(entry.Name, new NodeGroup(entry.Name, IsMany: false));
        }
    }

    private void Use(NodeSpec spec, Template template, NodeGroup group, Turn turn, IReadOnlyList<DefaultAttributes> defaults)
    {
        CheckAttributes(spec);
        var inside = new NodeScope(spec.Name + "/", Values(spec, template), [spec.Verb!.Key.Span, .. spec.Scope.UsedAt]);
        AddRefused(template, inside);
        foreach (var input in template.Inputs)
        {
            inside.Groups.TryAdd(input.Name, new NodeGroup(input.Name, IsMany: false) { Instances = { new NodeInstance([], spec.Name + "/" + input.Name) } });
        }

        var inputs = Inputs(spec, template);
        if (spec.Attributes.TryGetValue("where", out var where) && inputs.Count > 0 && inputs[0].Count > 0)
        {
            inputs[0] = [Step(spec, "where", where, inputs[0])];
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            var input = template.Inputs[i];
            _specs.Add(new NodeSpec { Key = spec.Key, Name = spec.Name + "/" + input.Name, Scope = spec.Scope, Gate = input, From = inputs[i], IsBroken = inputs[i].Count == 0 });
        }

        Add(template.Top, inside, template.Uses, defaults);
        var select = spec.Attributes.TryGetValue("select", out var lines) && template.Outputs.TryGetValue(TemplateOutput.Main, out var main)
            ? Step(spec, "select", lines, [main.Ref with { LookedUpIn = inside }])
            : null;
        var instance = new NodeInstance(turn.Values, spec.Name) { Outputs = template.Outputs, Inside = inside, Select = select?.Node };
        group.Instances.Add(instance);
        _uses.Add((instance, spec));
    }

    /// <summary>A node of its own for an attribute of a template's use.</summary>
    private InputRef Step(NodeSpec spec, string attribute, YamlEntry entry, List<InputRef> from)
    {
        var step = new NodeSpec { Key = spec.Key, Name = $"{spec.Name}/{attribute}", Scope = spec.Scope, From = [.. from.Select(r => r with { Role = null })] };
        step.Attributes[attribute] = entry;
        _specs.Add(step);
        return new InputRef(null, step.Name, null, spec.Key) { IsResolved = true };
    }

    private ValueResolver Values(NodeSpec spec, Template template)
    {
        var given = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        var declared = template.Top.Params?.Entries ?? [];
        var verb = spec.Verb!;
        if (verb.Value is YamlMap options)
        {
            foreach (var option in options.Entries)
            {
                if (declared.Any(d => d.Name == option.Name))
                {
                    given[option.Name] = option.Value;
                }
                else
                {
                    Report(spec, GraphCodes.UnknownParam, option.Key.Span, $"template '{verb.Name}' has no param '{option.Name}'{(declared.Count == 0 ? "; it has none" : $"; its params are {string.Join(", ", declared.Select(d => d.Name))}")}", Nearest.Question(option.Name, declared.Select(d => d.Name)));
                }
            }
        }
        else if (!verb.Value.IsNull && !verb.Value.IsBroken)
        {
            Report(spec, GraphCodes.WrongShape, verb.Value.Span, $"'{verb.Name}' is a template and takes its params as a map, this is {verb.Value.Shown}", $"write {verb.Name}: {{ name: value }}");
        }

        var reader = new ParamReader(problems)
        {
            Given = given,
            Outer = spec.Scope.Values,
            OnMissing = param => Report(spec, GraphCodes.ParamNotSet, verb.Key.Span, $"template '{verb.Name}' needs a value for its param '{param.Name}'", $"write {verb.Name}: {{ {param.Name}: … }}"),
        };
        using var within = problems.Within([verb.Key.Span, .. spec.Scope.UsedAt]);
        var before = problems.Reported;
        var values = reader.Read(template.Top.Params, template.Top.Top);
        spec.IsBroken |= problems.Reported > before;
        return new ValueResolver(values, declared.Select(d => d.Name), template.Top.Secrets, settings, problems);
    }

    /// <summary>What each input of a template reads, in the order of its inputs.</summary>
    private List<List<InputRef>> Inputs(NodeSpec spec, Template template)
    {
        var names = template.Inputs.Select(i => i.Name).ToList();
        if (names.Count == 0 && spec.From is not null)
        {
            Report(spec, GraphCodes.SourceWithInput, spec.Attributes["from"].Key.Span, $"template '{spec.Verb!.Name}' has no inputs and so no 'from'", "remove from");
        }

        foreach (var odd in spec.From?.Where(r => names.Count > 0 && r.Role is not null && !names.Contains(r.Role)) ?? [])
        {
            Report(spec, GraphCodes.UnknownRole, odd.RoleSpan, $"template '{spec.Verb!.Name}' has no input '{odd.Role}'; its inputs are {string.Join(", ", names)}", Nearest.Question(odd.Role!, names));
        }

        var inputs = names.Select(name => (spec.From ?? []).Where(r => (r.Role ?? names[0]) == name).ToList()).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            if (inputs[i].Count == 0 && !(spec.From ?? []).Any(r => r.Role is { } role && !names.Contains(role) && Nearest.Of(role, [names[i]]) is not null))
            {
                var place = spec.Attributes.TryGetValue("from", out var from) ? from.Value.Span : spec.Key.Span;
                Report(spec, spec.From is null ? GraphCodes.NoInput : GraphCodes.MissingRole, place, $"template '{spec.Verb!.Name}' needs the input '{names[i]}' ({template.Inputs[i].Schema.Name ?? "rows"})", names.Count == 1 ? "write from: node" : $"write from: {{ {string.Join(", ", names.Select(n => n + ": node"))} }}");
            }
        }

        return inputs;
    }

    private void CheckAttributes(NodeSpec spec)
    {
        foreach (var (name, entry) in spec.Attributes.Where(a => !Attributes.OfTemplates.Contains(a.Key)))
        {
            Report(spec, GraphCodes.UnknownAttribute, entry.Key.Span, $"'{name}' has no meaning on a template", "write it on the nodes of the template");
        }
    }

    /// <summary>Waves ports off that a template gives out and whose use says <c>drop</c>.</summary>
    private void DropOutputs(NodeInstance use, NodeSpec spec, Dictionary<string, NodeSpec> byName)
    {
        if (!spec.Attributes.TryGetValue("drop", out var drop))
        {
            return;
        }

        IReadOnlyList<YamlNode> items = drop.Value is YamlList list ? list.Items : [drop.Value];
        foreach (var item in items)
        {
            if (item is not YamlScalar { IsNull: false } name)
            {
                Report(spec, GraphCodes.WrongShape, item.Span, $"'drop' is a name or a list of names, this is {(item.IsNull ? "nothing" : item.Shown)}");
            }
            else if (use.Outputs!.TryGetValue(name.Value, out var output))
            {
                foreach (var port in Resolve(use.Inside!, output.Ref, null).Where(r => byName.ContainsKey(r.Node)))
                {
                    byName[port.Node].DroppedOutside.Add(port.Port ?? "");
                }
            }
            else
            {
                Report(spec, GraphCodes.UnknownPort, name.Span, $"there is no output '{name.Value}' to drop; the outputs are {string.Join(", ", use.Outputs.Keys)}", Nearest.Question(name.Value, use.Outputs.Keys));
            }
        }
    }

    private bool HasRoom(YamlEntry entry)
    {
        if (_specs.Count >= MostNodes && !_isFull)
        {
            _isFull = true;
            problems.Add(GraphCodes.TooMany, entry.Key.Span, entry.Name, $"{entry.Name}: templates and for_each make more than {MostNodes} nodes", "use fewer values, or several pipelines");
        }

        return !_isFull;
    }

    private void Report(NodeSpec? spec, string code, Span at, string message, Suggestion? help = null)
    {
        Break(spec);
        problems.Add(code, at, spec?.Name, spec is null ? message : $"{spec.Name}: {message}", help);
    }

    private static void Break(NodeSpec? spec)
    {
        if (spec is not null)
        {
            spec.IsBroken = true;
        }
    }
}
