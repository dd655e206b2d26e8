using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Graph;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>Makes the stages, edges and pumps of a plan and connects them with Rx.</summary>
internal sealed class RunBuilder(Plan plan, RunOptions options)
{
    private readonly Dictionary<BoundNode, NodeCounters> _counters = plan.Pipeline.Nodes.ToDictionary(n => n, _ => new NodeCounters());
    private readonly Dictionary<PlanBoundary, Edge> _edges = [];
    private readonly Dictionary<PlanStage, IStage> _stages = [];
    private readonly Dictionary<PlanStream, PortOutlet> _outlets = [];
    private readonly Dictionary<PlanStream, PortWriter> _writers = [];
    private readonly Dictionary<PlanStream, TapPoint> _taps = [];
    private readonly Dictionary<BoundNode, SourcePump> _pumps = [];
    private readonly List<(string Node, KeyTable Keys, BatchOperator Operator)> _operators = [];
    private readonly List<(BoundNode Node, NodeCounters Merge)> _fronts = [];
    private readonly List<(BoundNode Node, NodeCounters Worker)> _workers = [];

    // stream time goes by the clock only where a source can be silent
    private readonly LiveTime? _live = !options.IsReplay && plan.Sources.Keys.Any(n => Pulled(n, options).Vouches)
        ? new LiveTime(options.Clock, TimeSpan.FromTicks(plan.Pipeline.WaitNs / 100))
        : null;

    // where paths begin whose latency is measured
    private readonly Dictionary<string, LatencyMarks> _marks =
        plan.Pipeline.Nodes.Select(n => n.LatencyBudget?.From).OfType<string>().Distinct().ToDictionary(n => n, _ => new LatencyMarks(options.Clock), StringComparer.Ordinal);

    private readonly List<BoundNode> _followed = [.. plan.Sources.Keys.Where(n => !Pulled(n, options).Follows)];
    private SourceSpan _span = null!;

    public RunParts Build()
    {
        _span = new SourceSpan(_followed.Count);
        foreach (var boundary in plan.Boundaries)
        {
            _edges[boundary] = new Edge(boundary.Name, boundary.From.Schema, boundary.Limit.Rows, boundary.Limit.Bytes, boundary.Limit.Policy, options.Scheduler);
        }

        foreach (var stage in plan.Stages)
        {
            var made = Make(stage);
            _stages[stage] = Measured(stage, options.Around?.Invoke(stage, made) ?? made);
        }

        foreach (var answers in plan.Stages.Where(s => s.Kind == PlanStageKind.Answers))
        {
            SetBefore(answers);
        }

        var segments = Enumerable.Range(1, plan.Segments).Select(MakeSegment).ToList();
        var sources = plan.Sources.Select(s => MakePump(s.Key, s.Value)).ToList();
        var sinks = plan.Sinks.Select(s => (s.Key, MakePump(s.Key, s.Value))).ToList();
        var merges = plan.Stages.Where(s => _stages[s].Merge is not null).Select(s => new WatchedMerge(s.Node, s.Inputs, _stages[s].Merge!, s.Segment));
        return new RunParts(sources, segments, sinks, [.. _edges.Values], _counters, _taps, [.. merges], _operators, _fronts, _workers);
    }

    private Segment MakeSegment(int number)
    {
        var segment = new Segment(options.Scheduler, _live);
        foreach (var stage in plan.Stages.Where(s => s.Segment == number))
        {
            segment.AddStage(_stages[stage]);
            foreach (var output in stage.Outputs.Where(_outlets.ContainsKey))
            {
                Connect(segment, output);
            }
        }

        foreach (var (boundary, edge) in _edges)
        {
            var readers = boundary.From.Readers.Where(r => ReferenceEquals(r.Boundary, boundary) && r.Stage?.Segment == number).ToList();
            if (readers.Count > 0)
            {
                segment.AddInlet(edge, [.. readers.Select(r => (IObserver<Batch>)new StageInlet(_stages[r.Stage!], r.Inlet))]);
            }
        }

        return segment;
    }

    private void Connect(Segment segment, PlanStream stream)
    {
        var outlet = _outlets[stream];
        foreach (var reader in stream.Readers.Where(r => r.Boundary is null))
        {
            outlet.Stream.Subscribe(new StageInlet(_stages[reader.Stage!], reader.Inlet));
        }

        foreach (var boundary in stream.Readers.Select(r => r.Boundary).OfType<PlanBoundary>().Distinct())
        {
            outlet.Stream.Subscribe(new EdgeObserver(_edges[boundary], options.Pool));
            segment.AddOutlet(_edges[boundary]);
        }
    }

    private IStage Make(PlanStage stage) => stage.Kind switch
    {
        PlanStageKind.Merge => MakeMerge(stage),
        PlanStageKind.Program => MakeProgram(stage),
        PlanStageKind.Answers => MakeAnswers(stage),
        PlanStageKind.Split => MakeSplit(stage),
        PlanStageKind.Gather => MakeGather(stage),
        PlanStageKind.Operator when stage.Worker > 0 => MakeWorker(stage),
        _ => MakeOperator(stage),
    };

    private MergeStage MakeMerge(PlanStage stage)
    {
        var ports = new StagePorts();
        var writer = new PortWriter(stage.Outputs[0].Schema, stage.Outputs[0].Needed, options.Symbols, options.Pool);
        var isWhole = plan.Stages.All(s => s.Kind != PlanStageKind.Program || !s.Steps.Exists(p => ReferenceEquals(p.Node, stage.Node))) && !stage.Node.IsSink;
        var counters = isWhole ? _counters[stage.Node] : new NodeCounters();
        ports.Add(writer, Outlet(stage.Outputs[0], counters));
        if (!isWhole)
        {
            _fronts.Add((stage.Node, counters));
        }

        return new MergeStage(stage.Node.Name, stage.Inputs.Count, writer, ports, counters);
    }

    private ProgramStage MakeProgram(PlanStage stage)
    {
        var output = stage.Outputs[0];
        var ports = new StagePorts();
        var last = stage.Steps[^1];
        ports.Add(null, Outlet(output, last.Behind || last.Node.IsSink ? new NodeCounters() : _counters[last.Node]));
        foreach (var dead in stage.Outputs.Skip(1).Where(o => !stage.Breaches.ContainsValue(o)))
        {
            AddDead(ports, dead);
        }

        var program = new FusedProgram(stage.InputSchema(0), [.. stage.Steps.Select(s => s.Step)], output.Needed, options.Pool, options.Symbols);
        return new ProgramStage(program, [.. stage.Steps.Select((_, i) => Step(stage, i))], ports);
    }

    private ProgramStep Step(PlanStage stage, int i)
    {
        var step = stage.Steps[i];
        var isFirst = i == 0 || !ReferenceEquals(stage.Steps[i - 1].Node, step.Node);
        var isLast = i == stage.Steps.Count - 1 || !ReferenceEquals(stage.Steps[i + 1].Node, step.Node);
        var role = StepRole.None;
        if (step.Behind)
        {
            role = StepRole.Behind;
        }
        else
        {
            role |= isFirst ? StepRole.First : StepRole.None;
            role |= isLast && !step.Node.IsSink ? StepRole.Last : StepRole.None;
            role |= i < stage.Steps.Count - 1 ? StepRole.Inside : StepRole.None;
        }

        return new ProgramStep(step.Node.Name, step.Step is WhereStep ? "where" : "select", role, Dead(stage, step.Node), _counters[step.Node]);
    }

    private OperatorStage MakeOperator(PlanStage stage)
    {
        var node = stage.Node;
        var counters = _counters[node];
        var ports = new StagePorts();
        var writers = new PortWriter?[node.Ports.Count];
        var emits = new Action<Batch>?[node.Ports.Count];
        Appender? appender = null;
        for (var i = 0; i < node.Ports.Count; i++)
        {
            var stream = stage.Outputs[i];
            var port = node.Ports[i];
            if (port.IsBreach)
            {
                continue;
            }

            if (port.IsDead)
            {
                if (stage.Dead.ContainsKey((node, port.Name)))
                {
                    AddDead(ports, stream);
                }

                continue;
            }

            var outlet = Outlet(stream, counters);
            if (port.Appends)
            {
                appender = new Appender(node.Inputs[0].Schema!, port.VerbSchema, stream.Needed, options.Pool, outlet.Emit);
            }
            else if (plan.Stages.FirstOrDefault(s => s.Node.AnswersOf is { } of && of.Node == node.Name && of.Port == port.Name) is { } answers)
            {
                writers[i] = new PortWriter(port.VerbSchema, answers.Outputs[0].Needed, options.Symbols, options.Pool) { InAnyOrder = true };
                outlet.Stream.Subscribe((AnswerStage)_stages[answers]);
            }
            else
            {
                writers[i] = new PortWriter(port.VerbSchema, stream.Needed, options.Symbols, options.Pool, stream.Readers.Count > 0);
            }

            emits[i] = stream.Readers.Count > 0 ? outlet.Emit : null;
            ports.Add(writers[i], outlet);
        }

        var dead = Dead(stage, node);
        var output = new Output(writers, emits, appender, dead, counters);
        var operation = (BatchOperator)node.Instance!;
        var schemas = node.Inputs.Select((r, i) => i == 0 && node.Before is { } before ? before.Output : r.Schema).ToList();
        var keys = new KeyTable(node.Key, schemas);
        _operators.Add((node.Name, keys, operation));
        try
        {
            operation.Open(new OperatorContext(node.Name, schemas, output, keys, options.Symbols, options.Pool));
        }
        catch (Exception failure) when (failure is not (NodeFailedException or IOException))
        {
            throw new NodeFailedException(node.Name, failure);
        }

        return new OperatorStage(node.Name, operation, stage.InletRoles, Filter(stage, dead, counters), output, ports, null, Reached(node));
    }

    private AnswerStage MakeAnswers(PlanStage stage)
    {
        var of = plan.Pipeline.Nodes.First(n => n.Name == stage.Node.AnswersOf!.Node);
        var stream = stage.Outputs[0];
        var writer = new PortWriter(stream.Schema, stream.Needed, options.Symbols, options.Pool);
        var ports = new StagePorts();
        ports.Add(writer, Outlet(stream, _counters[stage.Node]));
        return new AnswerStage(stage.Node.Name, of.Name, ((IAnswers)of.Instance!).LeastDelay, writer, ports, _counters[stage.Node]);
    }

    /// <summary>Tells a loop what can happen before the operator that answers.</summary>
    private void SetBefore(PlanStage answers)
    {
        var before = new HashSet<PlanStage>();
        var inlets = new HashSet<Edge>();
        var open = new Queue<PlanStage>(plan.Stages.Where(s => s.Kind == PlanStageKind.Operator && s.Node.Name == answers.Node.AnswersOf!.Node));
        while (open.TryDequeue(out var stage))
        {
            if (!before.Add(stage))
            {
                continue;
            }

            for (var i = 0; i < stage.Inputs.Count; i++)
            {
                var input = stage.Inputs[i];
                var reader = input.Readers.First(r => ReferenceEquals(r.Stage, stage) && r.Inlet == i);
                if (reader.Boundary is { } boundary)
                {
                    inlets.Add(_edges[boundary]);
                }
                else
                {
                    open.Enqueue(input.Stage!);
                }
            }

            foreach (var asked in plan.Stages.Where(s => stage.Kind == PlanStageKind.Answers && s.Kind == PlanStageKind.Operator && s.Node.Name == stage.Node.AnswersOf!.Node))
            {
                open.Enqueue(asked);
            }
        }

        var loop = (AnswerStage)_stages[answers];
        loop.Before = [.. before.Select(s => _stages[s]).Where(s => !ReferenceEquals(s, loop))];
        loop.Inlets = [.. inlets];
    }

    private SplitStage MakeSplit(PlanStage stage)
    {
        var node = stage.Node;
        var schemas = InputsOfWorkers(node);
        var workers = stage.Outputs.Select(s => _outlets[s] = new PortOutlet(s.Schema, new NodeCounters())).ToArray();
        return new SplitStage(node, stage.InletRoles, schemas, new KeyTable(node.Key, [.. node.Inputs.Select(r => r.Schema)]), workers, _counters[node], options.Pool, Reached(node));
    }

    private readonly Dictionary<BoundNode, Schema[]> _inputsOfWorkers = [];

    // which input a batch is for is told by its schema object, so the splitter and its workers share them
    private Schema[] InputsOfWorkers(BoundNode node)
    {
        if (!_inputsOfWorkers.TryGetValue(node, out var schemas))
        {
            _inputsOfWorkers[node] = schemas = [.. node.Inputs.Select(r => r.Schema is null ? null! : ShardColumns.Extend(r.Schema))];
        }

        return schemas;
    }

    private OperatorStage MakeWorker(PlanStage stage)
    {
        var node = stage.Node;
        var counters = new NodeCounters();
        _workers.Add((node, counters));
        var given = InputsOfWorkers(node);
        Schema[] inputs = [.. given.Select((schema, i) => i == 0 && node.Before is { } before ? ShardColumns.Extend(before.Output) : schema)];
        var causes = new ShardCauses(given, inputs, [.. stage.Outputs.Select(o => o.Schema)], [.. node.Ports.Select(p => p.Appends)], [.. node.Ports.Select(p => p.IsDead || p.KeepsOrder)], options.Pool);
        var ports = new StagePorts();
        var writers = new PortWriter?[node.Ports.Count];
        var deadWriters = new Dictionary<string, PortWriter>();
        var emits = new Action<Batch>?[node.Ports.Count];
        Appender? appender = null;
        for (var i = 0; i < node.Ports.Count; i++)
        {
            var port = node.Ports[i];
            var stream = stage.Outputs[i];
            if (port.IsDead && !stage.Dead.ContainsKey((node, port.Name)))
            {
                continue;
            }

            var tagged = i;
            var outlet = _outlets[stream] = new PortOutlet(stream.Schema, new NodeCounters()) { Tag = batch => causes.Tag(tagged, batch) };
            emits[i] = outlet.Emit;
            PortWriter? writer = null;
            if (port.Appends)
            {
                var schema = new Schema(null, [.. inputs[0].Fields, .. port.VerbSchema.Fields.Skip(inputs[0].Fields.Count - 1)]);
                appender = new Appender(inputs[0], schema, stream.Needed, options.Pool, outlet.Emit);
            }
            else
            {
                writer = new PortWriter(port.IsDead || port.KeepsOrder ? ShardColumns.Extend(port.VerbSchema) : port.VerbSchema, stream.Needed, options.Symbols, options.Pool);
                if (port.IsDead)
                {
                    deadWriters[port.Name] = writer;
                }
                else
                {
                    writers[i] = writer;
                }
            }

            ports.Add(writer, outlet);
        }

        var dead = new DeadRows(node.Name, node.Span.ToString(), deadWriters, node.Drop);
        var output = new Output(writers, emits, appender, dead, counters);
        var operation = node.Again!();
        operation.Open(new OperatorContext(node.Name, inputs, output, new KeyTable(node.Key, inputs), options.Symbols, options.Pool));
        return new OperatorStage(node.Name, operation, [0], Filter(stage, dead, counters), output, ports, causes);
    }

    private GatherStage MakeGather(PlanStage stage)
    {
        var stream = stage.Outputs[0];
        var writer = new PortWriter(stream.Schema, stream.Needed, options.Symbols, options.Pool);
        var ports = new StagePorts();
        var isDead = stage.Node.Ports[stream.Port].IsDead;
        ports.Add(writer, Outlet(stream, isDead ? new NodeCounters() : _counters[stage.Node]));
        return new GatherStage(stage.Node.Name, stage.Inputs.Count, [.. stage.Node.Key.Select(stream.Schema.IndexOf)], writer, ports);
    }

    /// <summary>The stage, with what measures latency behind it.</summary>
    private IStage Measured(PlanStage plan, IStage stage)
    {
        var marks = plan.Worker > 0 ? null : plan.Nodes.Select(n => _marks.GetValueOrDefault(n.Name)).FirstOrDefault(m => m is not null);
        if (plan.Kind == PlanStageKind.Answers || (plan.Breaches.Count == 0 && marks is null))
        {
            return stage;
        }

        var ports = new StagePorts();
        var probes = new List<LatencyProbe>();
        foreach (var (node, stream) in plan.Breaches)
        {
            var isRead = stream.Readers.Count > 0;
            var writer = isRead ? new PortWriter(stream.Schema, stream.Needed, options.Symbols, options.Pool) : null;
            probes.Add(Probe(node, writer));
            if (isRead)
            {
                ports.Add(writer, Outlet(stream, new NodeCounters()));
            }
        }

        return new MeasuredStage(stage, plan.Inputs.Count, probes, marks, ports);
    }

    private LatencyProbe Probe(BoundNode node, PortWriter? breaches) =>
        new(node.Name, node.LatencyBudget!, node.LatencyBudget!.From is { } from ? _marks[from] : null, options.Clock, _counters[node], breaches);

    /// <summary>What is done to the rows of the main input before the operator sees them: <c>where</c>, and the arguments of aggregates.</summary>
    private FilterStep? Filter(PlanStage stage, DeadRows dead, NodeCounters counters)
    {
        var node = stage.Node;
        List<Step> steps = [.. new Step?[] { node.Where, node.Before }.OfType<Step>()];
        if (steps.Count == 0)
        {
            return null;
        }

        var from = stage.Split ?? stage;
        HashSet<string> needed = [.. from.Inputs[from.InletRoles.IndexOf(0)].Needed, .. node.Reads[0]];
        var input = node.Inputs[0].Schema!;
        if (stage.Worker > 0)
        {
            needed.Add(ShardColumns.Name);
            input = InputsOfWorkers(node)[0];
            steps = [.. steps.Select(s => s is SelectStep select ? ShardColumns.Extend(select) : s)];
        }

        return new FilterStep(new FusedProgram(input, steps, needed, options.Pool, options.Symbols), [.. steps.Select(s => s is WhereStep ? "where" : "select")], dead, counters);
    }

    private void AddDead(StagePorts ports, PlanStream stream)
    {
        var writer = new PortWriter(Schemas.Dead, stream.Needed, options.Symbols, options.Pool);
        _writers[stream] = writer;
        ports.Add(writer, Outlet(stream, new NodeCounters()));
    }

    private DeadRows Dead(PlanStage stage, BoundNode node)
    {
        var writers = stage.Dead.Where(d => ReferenceEquals(d.Key.Node, node)).ToDictionary(d => d.Key.Port, d => _writers[d.Value]);
        return new DeadRows(node.Name, node.Span.ToString(), writers, node.Drop);
    }

    private PortOutlet Outlet(PlanStream stream, NodeCounters counters)
    {
        var outlet = _outlets[stream] = new PortOutlet(stream.Schema, counters);
        _taps[stream] = outlet.Tap;
        return outlet;
    }

    /// <summary>Asks how far the sources came that a node reads, directly or through others. They have ended when it is asked, so the answer does not depend on scheduling.</summary>
    private Func<long> Reached(BoundNode node)
    {
        var from = new HashSet<BoundNode>();
        var open = new Stack<BoundNode>([node]);
        while (open.TryPop(out var next))
        {
            if (!from.Add(next))
            {
                continue;
            }

            foreach (var input in next.Inputs.SelectMany(role => role.Ports))
            {
                open.Push(input.Node);
            }

            if (next.AnswersOf is { } answers)
            {
                open.Push(plan.Pipeline.Nodes.First(n => n.Name == answers.Node));
            }
        }

        return () => from.Select(n => _pumps.TryGetValue(n, out var pump) ? pump.Reached : StreamTime.Start).Max();
    }

    private SourcePump MakePump(BoundNode node, IReadOnlyList<PlanStream> streams)
    {
        var counters = _counters[node];
        var edges = streams.Select(s => (IReadOnlyList<Edge>)[.. s.Readers.Select(r => r.Boundary).OfType<PlanBoundary>().Distinct().Select(b => _edges[b])]).ToList();
        var writers = streams.Select(s => new PortWriter(s.Schema, s.Needed, options.Symbols, options.Pool, s.Readers.Count > 0)).ToList();
        var port = node.PortIndex("error");
        var isRead = port >= 0 && edges[port].Count > 0;
        var dead = new DeadRows(node.Name, node.Span.ToString(), isRead ? new() { ["error"] = writers[port] } : [], node.Drop);
        var errors = new SourceErrors(isRead ? port : -1, isRead ? writers[port] : null, dead, counters);
        var context = new SourceContext(node.Name, writers, node.BatchMax ?? options.BatchMax, options.Symbols, options.Pool, options.Clock, errors) 
        {
            IsReplay = options.IsReplay, Others = _span.NewFollower(),
        };
        var taps = streams.Select(s => _taps[s] = new TapPoint()).ToList();
        var pump = new SourcePump(node.Name, Pulled(node, options), context, edges, taps, errors, counters, _live, Covered(node));
        pump.Attach();
        _pumps.Add(node, pump);
        return pump;
    }

    /// <summary>Where a source tells how far it is; null for one that nobody follows or measures from.</summary>
    private Action<Batch?, bool>? Covered(BoundNode node)
    {
        var place = _followed.IndexOf(node);
        var marks = _marks.GetValueOrDefault(node.Name);
        if (place < 0 && marks is null)
        {
            return null;
        }

        return (batch, closes) =>
        {
            if (batch?.Count > 0)
            {
                marks?.Mark(batch.Ingest);
            }

            if (place >= 0 && batch is null)
            {
                _span.End(place, closes);
            }
            else if (place >= 0)
            {
                _span.Deliver(place, batch!);
            }
        };
    }

    private static Source Pulled(BoundNode node, RunOptions options) => options.StandIns.GetValueOrDefault(node.Name) ?? (Source)node.Instance!;

    private SinkPump MakePump(BoundNode node, PlanStream stream)
    {
        var boundary = stream.Readers.First(r => r.Stage is null && ReferenceEquals(r.Node, node)).Boundary!;
        var countsInput = node.Where is null;
        return new SinkPump(node.Name, (Sink)node.Instance!, _edges[boundary], _counters[node], countsInput, options.Clock) { Probe = node.LatencyBudget is null ? null : Probe(node, null) };
    }
}
