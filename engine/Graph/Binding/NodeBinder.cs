using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>Binds one node whose inputs are bound: attributes, options, verb, the schema of each port.</summary>
internal sealed class NodeBinder(NodeSpec spec, OperatorDescription? verb, IReadOnlyList<BoundRole> roles, PipelineBinder pipeline, NodeReports reports)
{
    private readonly NodeExpressions _expressions = new(spec, verb, roles, pipeline, reports);

    /// <summary>Binds a node and reports where it is written.</summary>
    public NodeBinder(NodeSpec spec, OperatorDescription? verb, IReadOnlyList<BoundRole> roles, PipelineBinder pipeline)
        : this(spec, verb, roles, pipeline, new NodeReports(spec, verb, roles, pipeline))
    {
    }

    public BoundNode? Bind()
    {
        var options = verb is null ? null : ReadOptions(verb);
        var key = ReadKey();
        var batch = ReadAttribute<BatchAttributeOptions>("batch");
        var deadline = ReadAttribute<DeadlineAttributeOptions>("deadline");
        var buffer = ReadAttribute<BufferAttributeOptions>("buffer");
        var stops = ReadOnError();
        var parallel = ReadAttribute<ParallelAttributeOptions>("parallel");
        var budget = ReadAttribute<LatencyBudgetOptions>("latency_budget");
        var where = _expressions.Where();
        if (spec.IsBroken)
        {
            return null;
        }

        var inputs = where is null ? roles : [roles[0] with { Schema = ExpressionBinder.Narrow(roles[0].Schema!, where) }, .. roles.Skip(1)];
        CheckKey(key, inputs);
        var split = verb?.Aggregates == true ? _expressions.Aggregates(inputs[0].Schema!) : null;
        if (spec.IsBroken)
        {
            return null;
        }

        BindScope Scope(Action<string?, string, string, Suggestion?> report) =>
            new(spec.Name, [.. inputs.Select((r, i) => new BoundInput(r.Role, i == 0 && split?.Before is { } shaped ? shaped.Output : r.Schema))], key, pipeline.LatenessNs, report)
            {
                OnUnfit = reports.Unfit,
                Aggregates = split?.Calls ?? [],
                Before = split?.Before,
                Constants = spec.Scope.Values.Constants,
                OnExpression = reports.Expression,
                BatchMax = batch?.Max,
                DeadlineNs = deadline?.Max.Nanoseconds,
                OnPlace = reports.PlaceOf,
            };

        var scope = Scope(reports.Option);

        var instance = verb?.Create(options!);
        CheckPortNames();
        var ports = BindPorts(options, instance, scope, inputs, key, split, out var select);
        if (ports is null || ReadDrop(ports) is not { } drop)
        {
            return null;
        }

        CheckParallel(ports, key, instance);
        if (instance is IAnswers { LeastDelay: <= 0 } answers)
        {
            pipeline.Report(spec, GraphCodes.NoDelay, reports.Options.Whole, $"'{verb!.Name}' answers {(answers.LeastDelay == 0 ? "at once" : "before it was asked")}; its answers need a delay above 0ns");
        }

        if (spec.IsBroken)
        {
            return null;
        }

        return new BoundNode
        {
            Name = spec.Name,
            Span = spec.Key.Span,
            Verb = verb,
            Options = options,
            Instance = instance,
            Inputs = inputs,
            Key = key,
            Where = where,
            Before = scope.RunsBefore ? null : split?.Before,
            Aggregation = split,
            Select = select,
            Ports = ports,
            MainPort = ReadPort(ports),
            Drop = spec.DroppedOutside.Count == 0 ? drop : [.. drop, .. spec.DroppedOutside],
            BatchMax = batch?.Max,
            Buffer = buffer is null || verb?.Kind == OperatorKind.Source ? null : new BoundBuffer(buffer.Rows, buffer.Bytes.Bytes, buffer.Policy),
            StopsOnError = stops,
            LatencyBudget = budget is null ? null : new BoundLatencyBudget(budget.Max.Nanoseconds, budget.From is { } start ? spec.Scope.Prefix + start : null),
            Parallel = parallel?.Workers ?? 1,
            Again = instance is BatchOperator ? () => Rebind(options!, Scope) : null,
            Reads = [.. Enumerable.Range(0, inputs.Count).Select(scope.Reads)],
            Sums = [.. Enumerable.Range(0, inputs.Count).Select(scope.Sums)],
        };
    }

    private BatchOperator Rebind(object options, Func<Action<string?, string, string, Suggestion?>, BindScope> scope)
    {
        var another = (BatchOperator)verb!.Create(options);
        another.Bind(scope((_, _, message, _) => throw new InvalidOperationException($"bound once, refused the second time: {message}: a bug in the operator")));
        return another;
    }

    /// <summary>Rows of a parallel node are put back in order by the key where timers made them, so its ports must have it.</summary>
    private void CheckParallel(IReadOnlyList<BoundPort> ports, IReadOnlyList<string> key, object? instance)
    {
        if (!spec.Attributes.TryGetValue("parallel", out var entry))
        {
            return;
        }

        if (verb is null || key.Count == 0)
        {
            pipeline.Report(spec, GraphCodes.NotParallel, entry.Key.Span, verb is null ? "'parallel' has no meaning on a node without verb" : "'parallel' shards by the key, and the node has none",
                verb is null ? "write it at the operator behind" : "write key: column");
            return;
        }

        if (spec.Attributes.TryGetValue("latency_budget", out var budget))
        {
            pipeline.Report(spec, GraphCodes.NotParallel, budget.Key.Span, "the latency of a node with 'parallel' is not measured", "write latency_budget at the node behind");
        }

        if (instance is BatchOperator { RunsParallel: false })
        {
            pipeline.Report(spec, GraphCodes.NotParallel, entry.Key.Span, $"'{verb.Name}' puts rows of all keys in one order, so several workers cannot share it", "remove parallel");
        }

        foreach (var port in ports.Where(p => p is { IsDead: false, IsBreach: false, Appends: false }))
        {
            foreach (var column in key.Where(k => !port.VerbSchema.Has(k)))
            {
                pipeline.Report(spec, GraphCodes.NotParallel, entry.Key.Span, $"'{verb.Name}' does not put out its key '{column}'{(port.Name.Length > 0 ? $" at port '{port.Name}'" : "")}, so rows of several workers cannot be put back in order", "remove parallel");
            }
        }
    }

    /// <summary>A source that is not written in a file: an input of a template bound on its own.</summary>
    public BoundNode BindRows(Source source) => new()
    {
        Name = spec.Name,
        Span = spec.Gate!.Key.Span,
        Verb = verb,
        Instance = source,
        Ports = [.. source.Bind(new BindScope(spec.Name, [], [], pipeline.LatenessNs, reports.Option)).Select(p => new BoundPort("", p.Schema, p.Schema, Appends: false))],
    };

    /// <summary>Reports what is wrong with options and attributes that do not depend on inputs, for a node whose inputs failed.</summary>
    public void CheckOptions()
    {
        if (verb is not null && spec.Verb is { Value.IsBroken: false })
        {
            ReadOptions(verb);
        }

        ReadAttribute<BatchAttributeOptions>("batch");
        ReadAttribute<DeadlineAttributeOptions>("deadline");
        ReadAttribute<BufferAttributeOptions>("buffer");
        ReadAttribute<ParallelAttributeOptions>("parallel");
        ReadAttribute<LatencyBudgetOptions>("latency_budget");
        ReadOnError();
    }

    private object ReadOptions(OperatorDescription described)
    {
        var before = pipeline.Problems.Reported;
        var options = OptionsReader.Read(described.OptionsType, spec.Verb!.Value, spec.Name, reports.Options, pipeline.Problems, spec.Scope.Values.Substitute);
        spec.IsBroken |= HasFailed(before);
        return options;
    }

    private T? ReadAttribute<T>(string name) where T : class
    {
        if (!spec.Attributes.TryGetValue(name, out var entry))
        {
            return null;
        }

        if (entry.Value is YamlMap written && written.TryGet("linger", out var linger) && typeof(T) == typeof(BatchAttributeOptions))
        {
            pipeline.Report(spec, GraphCodes.NotBuilt, linger.Key.Span, "'linger' is part of the language but is not built yet", "batches hold what has arrived, up to max");
            return null;
        }

        var before = pipeline.Problems.Reported;
        var read = (T)OptionsReader.Read(typeof(T), entry.Value, spec.Name, new OptionSpans(entry.Key.Span), pipeline.Problems, spec.Scope.Values.Substitute);
        spec.IsBroken |= HasFailed(before);
        return read;
    }

    // the resolver's word is taken in any case: left standing, it would break the next node in silence
    private bool HasFailed(int reportedBefore) => spec.Scope.Values.TakeBroken() | pipeline.Problems.Reported > reportedBefore;

    private List<string> ReadKey() => [.. Names("key").Select(n => n.Value)];

    private IReadOnlyList<YamlScalar> Names(string attribute)
    {
        if (!spec.Attributes.TryGetValue(attribute, out var entry))
        {
            return [];
        }

        IReadOnlyList<YamlNode> items = entry.Value is YamlList list ? list.Items : [entry.Value];
        foreach (var odd in items.Where(i => i is not YamlScalar || i.IsNull))
        {
            pipeline.Report(spec, GraphCodes.WrongShape, odd.Span, $"'{attribute}' is a name or a list of names, this is {(odd.IsNull ? "nothing" : odd.Shown)}");
        }

        return [.. items.OfType<YamlScalar>().Where(s => !s.IsNull)];
    }

    private void CheckKey(IReadOnlyList<string> key, IReadOnlyList<BoundRole> inputs)
    {
        foreach (var (name, place) in key.Zip(Names("key")))
        {
            foreach (var role in inputs.Where(r => r.Schema is { } schema && !schema.Has(name)))
            {
                pipeline.Report(spec, GraphCodes.UnknownColumn, place.Span, $"there is no column '{name}'{(inputs.Count > 1 ? $" in input '{role.Role}'" : "")} to be the key; there are: {NodeReports.Columns(role.Schema!)}", Nearest.Question(name, role.Schema!.Fields.Select(f => f.Name)));
            }
        }
    }

    private void CheckPortNames()
    {
        if (verb?.NamedPorts is not { } named || reports.Options.Find(named.Option)?.Source is not YamlMap map)
        {
            return;
        }

        List<string> taken = [.. verb.Ports.Select(p => p.Name), .. BoundPort.DeadNames];
        foreach (var entry in map.Entries.Where(e => !PipelineNames.IsNode(e.Name) || taken.Contains(e.Name)))
        {
            pipeline.Report(spec, GraphCodes.BadName, entry.Key.Span, taken.Contains(entry.Name)
                ? $"'{entry.Name}' is a port of its own; the names in '{named.Option}' must be others than {string.Join(", ", taken.Distinct())}"
                : $"{ProblemText.Quote(entry.Name)} cannot name a port; a name has lower-case letters, digits and '_' and starts with a letter");
        }
    }

    private bool ReadOnError()
    {
        if (!spec.Attributes.TryGetValue("on_error", out var entry))
        {
            return false;
        }

        if (entry.Value is YamlScalar { Value: "port" or "stop" } scalar)
        {
            return scalar.Value == "stop";
        }

        var later = entry.Value is YamlScalar { Value: "trip" } or YamlMap;
        pipeline.Report(spec, later ? GraphCodes.NotBuilt : GraphCodes.WrongShape, entry.Value.Span,
            later ? "'on_error' can be port or stop; trip and fallback are not built yet" : $"'on_error' is {entry.Value.Shown}; it must be port or stop", entry.Value is YamlScalar s ? Nearest.Question(s.Value, ["port", "stop"]) : null);
        return false;
    }

    private List<BoundPort>? BindPorts(object? options, object? instance, BindScope scope, IReadOnlyList<BoundRole> inputs, IReadOnlyList<string> key, AggregateSplit? split, out SelectStep? select)
    {
        select = null;
        if (instance is Sink sink)
        {
            sink.Bind(scope);
            if (scope.Reads(0).Count == 0)
            {
                scope.ReadAll(0);
            }

            return spec.IsBroken ? null : spec.Attributes.ContainsKey("where") ? WithError([]) : [];
        }

        var shapes = instance switch
        {
            Source source => source.Bind(scope),
            BatchOperator operation => operation.Bind(scope),
            _ => [new PortShape(inputs[0].Schema!)],
        };
        if (spec.IsBroken)
        {
            return null;
        }

        var names = verb?.PortNames(options) ?? [""];
        select = split is not null ? _expressions.Behind(split, inputs[0].Schema!, shapes[0].Schema, key)
            : _expressions.Select(shapes[0], key, isPass: shapes[0].Shown is not null || (verb is null && !spec.Attributes.ContainsKey("where") && inputs[0].Ports.Count == 1));
        if (spec.IsBroken)
        {
            return null;
        }

        var ports = new List<BoundPort>();
        var shape = 0;
        foreach (var name in names.Where(n => !scope.Omitted.Contains(n)))
        {
            var isDead = BoundPort.DeadNames.Contains(name);
            var own = isDead ? new PortShape(Schemas.Dead) : shapes[shape++];
            ports.Add(new BoundPort(name, ports.Count == 0 && select is not null ? select.Output : own.Schema, own.Schema, own.Appends) { Passes = own.Passes, Passed = own.Passed, KeepsOrder = own.KeepsOrder, Sums = own.Sums });
        }

        // a node without verb, where and select passes rows or merges them: nothing can fail
        var all = verb is null && select is null && !spec.Attributes.ContainsKey("where") ? ports : WithError(ports);
        if (spec.Attributes.ContainsKey("latency_budget"))
        {
            all.Add(new BoundPort(BoundPort.BreachName, Schemas.Breach, Schemas.Breach, Appends: false));
        }

        return all;
    }

    private static List<BoundPort> WithError(List<BoundPort> ports)
    {
        if (!ports.Exists(p => p.Name == "error"))
        {
            ports.Add(new BoundPort("error", Schemas.Dead, Schemas.Dead, Appends: false));
        }

        return ports;
    }

    /// <summary>The attribute <c>port</c> of a source: which port is read when none is named.</summary>
    private string ReadPort(IReadOnlyList<BoundPort> ports)
    {
        if (!spec.Attributes.TryGetValue("port", out var entry))
        {
            return "";
        }

        if (entry.Value is YamlScalar { IsNull: false } name && ports.Any(p => p.Name == name.Value))
        {
            return name.Value;
        }

        var names = ports.Select(p => p.Name).Where(n => n.Length > 0).ToList();
        pipeline.Report(spec, GraphCodes.UnknownPort, entry.Value.Span, $"there is no port {(entry.Value.IsNull ? "without a name" : entry.Value.Shown)}; the ports are {string.Join(", ", names)}", entry.Value is YamlScalar given ? Nearest.Question(given.Value, names) : null);
        return "";
    }

    private HashSet<string>? ReadDrop(IReadOnlyList<BoundPort> ports)
    {
        var names = ports.Select(p => p.Name).Where(n => n.Length > 0).ToList();
        foreach (var name in Names("drop").Where(n => !names.Contains(n.Value)))
        {
            pipeline.Report(spec, GraphCodes.UnknownPort, name.Span, $"there is no port '{name.Value}' to drop; the ports are {string.Join(", ", names)}", Nearest.Question(name.Value, names));
        }

        return spec.IsBroken ? null : [.. Names("drop").Select(n => n.Value)];
    }
}
