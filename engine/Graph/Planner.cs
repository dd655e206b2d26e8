using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>Turns a bound pipeline into stages, segments and boundaries (DESIGN § 6), and finds the columns nobody reads. Pure.</summary>
public sealed class Planner
{
    private readonly BoundPipeline _pipeline;
    private readonly List<PlanStage> _stages = [];
    private readonly Dictionary<BoundNode, IReadOnlyList<PlanStream>> _sources = [];
    private readonly Dictionary<BoundNode, PlanStream> _sinks = [];
    private readonly Dictionary<(BoundNode Node, int Port), List<PlanStream>> _streams = [];
    private readonly Dictionary<(BoundNode Node, int Port), int> _readers = [];

    private readonly int? _workers;

    private Planner(BoundPipeline pipeline, int? workers)
    {
        _pipeline = pipeline;
        _workers = workers;
        foreach (var port in pipeline.Nodes.SelectMany(n => n.Inputs).SelectMany(r => r.Ports))
        {
            _readers[(port.Node, port.Port)] = _readers.GetValueOrDefault((port.Node, port.Port)) + 1;
        }
    }

    /// <summary>The plan of a pipeline.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="workers">By how many workers nodes with <c>parallel</c> are run, whatever they say; null for what they say.</param>
    public static Plan Make(BoundPipeline pipeline, int? workers = null)
    {
        var planner = new Planner(pipeline, workers);
        foreach (var node in pipeline.Nodes)
        {
            planner.Add(node);
        }

        planner.DropUnread();
        planner.Prune();
        var boundaries = new SegmentCutter(planner._stages, planner._sources, planner._sinks).Cut(out var segments);
        return new Plan(pipeline, planner._stages, planner._sources, planner._sinks, boundaries, segments);
    }

    private void Add(BoundNode node)
    {
        if (node.IsSource)
        {
            AddSource(node);
            return;
        }

        if (node.AnswersOf is not null)
        {
            var stage = NewStage(PlanStageKind.Answers, node, []);
            stage.Outputs.Add(new PlanStream { Stage = stage, Node = node, Port = 0, Schema = node.Ports[0].Schema });
            Publish(node, 0, stage.Outputs[0]);
            return;
        }

        var inlets = Inlets(node);
        if (node.Verb is null || node.IsSink)
        {
            var stream = inlets.Count > 1 ? Merge(node, [.. inlets.Select(i => i.Stream)]) : inlets[0].Stream;
            stream = Chain(node, stream, node.Where, behind: false);
            stream = Chain(node, stream, node.Select, behind: false);
            Place(node, stream);
            return;
        }

        var workers = node.Parallel == 1 ? 1 : _workers ?? node.Parallel;
        if (workers == 1)
        {
            AddOperator(node, inlets);
        }
        else
        {
            AddWorkers(node, inlets, workers);
        }
    }

    private void Place(BoundNode node, PlanStream stream)
    {
        if (node.IsSink)
        {
            stream.Readers.Add(new PlanReader(null, 0, node));
            _sinks[node] = stream;
        }
        else
        {
            Publish(node, 0, stream);
            if (node.LatencyBudget is not null)
            {
                var breaches = new PlanStream { Stage = stream.Stage, Node = node, Port = stream.Stage!.Outputs.Count, Schema = Schemas.Breach };
                stream.Stage.Outputs.Add(breaches);
                AddBreaches(stream.Stage, node, breaches);
            }
        }
    }

    private void AddBreaches(PlanStage stage, BoundNode node, PlanStream stream)
    {
        stage.Breaches.Add(node, stream);
        Publish(node, node.PortIndex(BoundPort.BreachName), stream);
    }

    private void AddSource(BoundNode node)
    {
        var streams = node.Ports.Select((port, i) => new PlanStream { Stage = null, Node = node, Port = i, Schema = port.VerbSchema }).ToList();
        _sources[node] = streams;
        for (var i = 0; i < streams.Count; i++)
        {
            Publish(node, i, i == 0 ? Chain(node, streams[0], node.Select, behind: true) : streams[i]);
        }
    }

    private void AddOperator(BoundNode node, List<(PlanStream Stream, int Role)> inlets)
    {
        var stage = NewStage(PlanStageKind.Operator, node, inlets);
        for (var i = 0; i < node.Ports.Count; i++)
        {
            var port = node.Ports[i];
            var stream = new PlanStream { Stage = stage, Node = node, Port = i, Schema = port.VerbSchema };
            stage.Outputs.Add(stream);
            if (port.IsDead)
            {
                AddDead(stage, node, i, stream);
            }
            else if (port.IsBreach)
            {
                AddBreaches(stage, node, stream);
            }
            else
            {
                Publish(node, i, i == 0 ? Chain(node, stream, node.Select, behind: true) : stream);
            }
        }
    }

    /// <summary>A parallel node: rows are shared out by key, worked off by a stage a worker, and gathered, port by port. Behind another by the same key a worker goes on with what the same worker put out.</summary>
    private void AddWorkers(BoundNode node, List<(PlanStream Stream, int Role)> inlets, int workers)
    {
        var shared = SharedAlready(node, inlets, workers);
        var split = shared is null ? NewStage(PlanStageKind.Split, node, inlets) : null;
        var stages = new List<PlanStage>();
        for (var w = 1; w <= workers; w++)
        {
            var stream = shared?[w - 1] ?? new PlanStream { Stage = split, Node = node, Port = w - 1, Schema = ShardColumns.Extend(node.Inputs[0].Schema!) };
            split?.Outputs.Add(stream);
            var stage = new PlanStage { Kind = PlanStageKind.Operator, Node = node, Worker = w, Workers = workers, Split = split };
            stream.Readers.Add(new PlanReader(stage, 0, node));
            stage.Inputs.Add(stream);
            stage.InletRoles.Add(0);
            _stages.Add(stage);
            stages.Add(stage);
        }

        for (var i = 0; i < node.Ports.Count; i++)
        {
            AddGather(node, i, stages);
        }
    }

    /// <summary>
    /// What the workers of the node in front put out, when they can go on with it themselves: by the same key, as many, nothing in between, and no timer in either, so that every row comes from a row and what order it has among those of
    /// other workers is known from that row.
    /// </summary>
    private static IReadOnlyList<PlanStream>? SharedAlready(BoundNode node, List<(PlanStream Stream, int Role)> inlets, int workers) =>
        inlets is [{ Stream.Stage: { Kind: PlanStageKind.Gather } gather }] && gather.Inputs.Count == workers && gather.Node.Key.SequenceEqual(node.Key, StringComparer.Ordinal) && node.Buffer is null
            && !gather.Node.Ports[inlets[0].Stream.Port].IsDead && node.Instance is BatchOperator { SetsTimers: false } && gather.Node.Instance is BatchOperator { SetsTimers: false }
            ? gather.Inputs : null;

    /// <summary>Takes away gatherers whose rows only the same workers go on with.</summary>
    private void DropUnread()
    {
        foreach (var gather in _stages.Where(s => s.Kind == PlanStageKind.Gather && s.Outputs[0].Readers.Count == 0 && s.Inputs[0].Readers.Count > 1).ToList())
        {
            gather.Inputs.ForEach(i => i.Readers.RemoveAll(r => ReferenceEquals(r.Stage, gather)));
            _stages.Remove(gather);
        }
    }

    private void AddGather(BoundNode node, int port, List<PlanStage> workers)
    {
        var bound = node.Ports[port];
        foreach (var worker in workers)
        {
            var stream = new PlanStream { Stage = worker, Node = node, Port = port, Schema = ShardColumns.Extend(bound.VerbSchema) };
            worker.Outputs.Add(stream);
            if (bound.IsDead && _readers.ContainsKey((node, port)))
            {
                worker.Dead[(node, bound.Name)] = stream;
            }
        }

        if (bound.IsDead && !_readers.ContainsKey((node, port)))
        {
            return;
        }

        var gather = NewStage(PlanStageKind.Gather, node, [.. workers.Select(w => (w.Outputs[port], 0))]);
        var output = new PlanStream { Stage = gather, Node = node, Port = port, Schema = bound.VerbSchema };
        gather.Outputs.Add(output);
        Publish(node, port, port == 0 ? Chain(node, output, node.Select, behind: true) : output);
    }

    private void AddDead(PlanStage stage, BoundNode node, int port, PlanStream stream)
    {
        if (_readers.ContainsKey((node, port)))
        {
            stage.Dead[(node, node.Ports[port].Name)] = stream;
            Publish(node, port, stream);
        }
    }

    private PlanStream Merge(BoundNode node, IReadOnlyList<PlanStream> inputs)
    {
        var stage = NewStage(PlanStageKind.Merge, node, [.. inputs.Select(i => (i, 0))]);
        var stream = new PlanStream { Stage = stage, Node = node, Port = 0, Schema = inputs[0].Schema };
        stage.Outputs.Add(stream);
        return stream;
    }

    /// <summary>Adds a step behind a stream: to the chain it ends, where nobody else reads it, or as a chain of its own.</summary>
    private PlanStream Chain(BoundNode node, PlanStream input, Step? step, bool behind)
    {
        if (step is null)
        {
            return input;
        }

        var chain = input.Stage;
        if (chain is not { Kind: PlanStageKind.Program } || !IsOnlyReader(node, input))
        {
            chain = NewStage(PlanStageKind.Program, node, [(input, 0)]);
            chain.Outputs.Add(new PlanStream { Stage = chain, Node = node, Port = 0, Schema = input.Schema });
        }

        chain.Steps.Add(new PlanStep(node, step, behind));
        var output = chain.Outputs[0];
        output.Node = node;
        output.Schema = step is SelectStep select ? select.Output : output.Schema;
        var error = node.PortIndex("error");
        if (error >= 0 && _readers.ContainsKey((node, error)) && !chain.Dead.ContainsKey((node, "error")))
        {
            var dead = new PlanStream { Stage = chain, Node = node, Port = chain.Outputs.Count, Schema = Schemas.Dead };
            chain.Outputs.Add(dead);
            AddDead(chain, node, error, dead);
        }

        return output;
    }

    private bool IsOnlyReader(BoundNode node, PlanStream input) =>
        ReferenceEquals(input.Node, node)
        || (node.Buffer is null && input.Node.Ports.Count > 0 && _readers.GetValueOrDefault((input.Node, 0)) == 1);

    private PlanStage NewStage(PlanStageKind kind, BoundNode node, IReadOnlyList<(PlanStream Stream, int Role)> inlets)
    {
        var stage = new PlanStage { Kind = kind, Node = node };
        foreach (var (stream, role) in inlets)
        {
            stream.Readers.Add(new PlanReader(stage, stage.Inputs.Count, node));
            stage.Inputs.Add(stream);
            stage.InletRoles.Add(role);
        }

        _stages.Add(stage);
        return stage;
    }

    private List<(PlanStream Stream, int Role)> Inlets(BoundNode node) =>
        [.. node.Inputs.SelectMany((role, i) => role.Ports.SelectMany(p => _streams[(p.Node, p.Port)]).Select(stream => (stream, i)))];

    private void Publish(BoundNode node, int port, PlanStream stream)
    {
        if (!_streams.TryGetValue((node, port), out var streams))
        {
            _streams[(node, port)] = streams = [];
        }

        streams.Add(stream);
    }

    private void Prune()
    {
        foreach (var (node, stream) in _sinks)
        {
            stream.Needed.UnionWith(node.Reads[0]);
        }

        foreach (var stage in Enumerable.Reverse(_stages))
        {
            stage.Outputs.ForEach(SettleSums);
            switch (stage.Kind)
            {
                case PlanStageKind.Program: PruneChain(stage); break;
                case PlanStageKind.Gather: Need(stage.Inputs, [.. stage.Outputs[0].Needed, .. stage.Node.Key, ShardColumns.Name]); break;
                case PlanStageKind.Operator when stage.Worker > 0 && stage.Split is not null: break;
                case PlanStageKind.Answers: break;
                case PlanStageKind.Merge: Need(stage.Inputs, stage.Outputs[0].Needed); break;
                default: PruneOperator(stage); break;
            }
        }

        foreach (var stream in _sources.Values.SelectMany(s => s))
        {
            SettleSums(stream);
        }
    }

    /// <summary>Sums of vectors that are read of a stream stay sums where what makes it can tell them, or lets a stream pass that has them; else the elements are read.</summary>
    private static void SettleSums(PlanStream stream)
    {
        var port = stream.Stage is { } stage && Keeps(stage) && stream.Port < stage.Node.Ports.Count ? stage.Node.Ports[stream.Port] : null;
        foreach (var sum in stream.Sums.ToList())
        {
            if (port is null || !(port.Sums.Contains(sum.Column) || (port.Appends && stream.Stage!.InputSchema(0).Has(sum.Column))))
            {
                stream.Sums.Remove(sum);
                stream.Needed.Add(sum.Column);
            }
        }
    }

    /// <summary>Whether columns come to the verb as they stand in the stream: nothing that makes columns anew (a filter only marks rows).</summary>
    private static bool Keeps(PlanStage stage) => stage is { Kind: PlanStageKind.Operator, Node.Before: null };

    private static void PruneChain(PlanStage stage)
    {
        IEnumerable<string> needed = stage.Outputs[0].Needed;
        foreach (var step in Enumerable.Reverse(stage.Steps).Select(s => s.Step))
        {
            needed = step switch
            {
                SelectStep select => [.. select.Columns.Where(c => needed.Contains(c.Name)).SelectMany(c => c.Value.Columns)],
                WhereStep where => [.. needed, .. where.Condition.Columns],
                _ => needed,
            };
        }

        Need(stage.Inputs, needed);
    }

    private static void PruneOperator(PlanStage stage)
    {
        var node = stage.Node;
        for (var i = 0; i < stage.Inputs.Count; i++)
        {
            var role = stage.InletRoles[i];
            Need([stage.Inputs[i]], node.Reads[role]);
            Need([stage.Inputs[i]], stage.Worker > 0 ? [.. node.Key, ShardColumns.Name] : node.Key);
            NeedSums(stage, i, node.Sums[role]);
            if (role == 0 && node.Ports[0].Appends)
            {
                Need([stage.Inputs[i]], Output(stage, 0).Needed);
                NeedSums(stage, i, Output(stage, 0).Sums);
            }

            for (var port = 0; port < node.Ports.Count; port++)
            {
                if (node.Ports[port].Passes.Contains(role))
                {
                    Need([stage.Inputs[i]], Output(stage, port).Needed);
                }
            }

            Need([stage.Inputs[i]], node.Ports[0].Passed.Where(p => p.Input == role && Output(stage, 0).Needed.Contains(p.Name)).Select(p => p.Column));
            if (role == 0 && node.Where is { } where)
            {
                Need([stage.Inputs[i]], where.Condition.Columns);
            }

            if (role == 0 && node.Before is { } before)
            {
                Need([stage.Inputs[i]], before.Columns.Where(c => node.Reads[0].Contains(c.Name)).SelectMany(c => c.Value.Columns));
            }
        }
    }

    private static void NeedSums(PlanStage stage, int inlet, IEnumerable<VectorSum> sums)
    {
        if (Keeps(stage))
        {
            stage.Inputs[inlet].Sums.UnionWith(sums.Where(s => stage.InputSchema(inlet).Has(s.Column)));
        }
        else
        {
            Need([stage.Inputs[inlet]], sums.Select(s => s.Column));
        }
    }

    /// <summary>What the verb puts out at a port; of a parallel node any worker's, for the gatherer needs the same of all.</summary>
    private static PlanStream Output(PlanStage stage, int port) =>
        stage.Kind == PlanStageKind.Split ? stage.Outputs[0].Readers[0].Stage!.Outputs[port] : stage.Outputs[port];

    private static void Need(IEnumerable<PlanStream> streams, IEnumerable<string> columns)
    {
        foreach (var stream in streams)
        {
            stream.Needed.Add("ts");
            stream.Needed.UnionWith(columns.Where(stream.Schema.Has));
        }
    }
}
