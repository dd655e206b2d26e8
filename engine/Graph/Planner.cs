using StreamEngine.Data;
using StreamEngine.Expressions;

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

    private Planner(BoundPipeline pipeline)
    {
        _pipeline = pipeline;
        foreach (var port in pipeline.Nodes.SelectMany(n => n.Inputs).SelectMany(r => r.Ports))
        {
            _readers[(port.Node, port.Port)] = _readers.GetValueOrDefault((port.Node, port.Port)) + 1;
        }
    }

    /// <summary>The plan of a pipeline.</summary>
    public static Plan Make(BoundPipeline pipeline)
    {
        var planner = new Planner(pipeline);
        foreach (var node in pipeline.Nodes)
        {
            planner.Add(node);
        }

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

        var inlets = Inlets(node);
        if (node.Verb is null || node.IsSink)
        {
            var stream = inlets.Count > 1 ? Merge(node, [.. inlets.Select(i => i.Stream)]) : inlets[0].Stream;
            stream = Chain(node, stream, node.Where, behind: false);
            stream = Chain(node, stream, node.Select, behind: false);
            Place(node, stream);
            return;
        }

        AddOperator(node, inlets);
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
        }
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
            else
            {
                Publish(node, i, i == 0 ? Chain(node, stream, node.Select, behind: true) : stream);
            }
        }
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
            switch (stage.Kind)
            {
                case PlanStageKind.Program: PruneChain(stage); break;
                case PlanStageKind.Merge: Need(stage.Inputs, stage.Outputs[0].Needed); break;
                default: PruneOperator(stage); break;
            }
        }
    }

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
            Need([stage.Inputs[i]], node.Key);
            if (role == 0 && node.Ports[0].Appends)
            {
                Need([stage.Inputs[i]], stage.Outputs[0].Needed);
            }

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

    private static void Need(IEnumerable<PlanStream> streams, IEnumerable<string> columns)
    {
        foreach (var stream in streams)
        {
            stream.Needed.Add("ts");
            stream.Needed.UnionWith(columns.Where(stream.Schema.Has));
        }
    }
}
