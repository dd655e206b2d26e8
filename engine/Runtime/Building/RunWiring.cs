using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Graph;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>What has been made of a plan so far, which those that make the rest connect to.</summary>
internal sealed class RunWiring(Plan plan, RunOptions options)
{
    private readonly Dictionary<PlanStream, PortWriter> _writers = [];

    /// <summary>What is being made.</summary>
    public Plan Plan => plan;

    /// <summary>What the run was handed.</summary>
    public RunOptions Options => options;

    /// <summary>What calls are measured by; null in a replay.</summary>
    public TimeProvider? CallClock => options.IsReplay ? null : options.Clock;

    /// <summary>Rows by fate, by node.</summary>
    public Dictionary<BoundNode, NodeCounters> Counters { get; } = plan.Pipeline.Nodes.ToDictionary(n => n, _ => new NodeCounters());

    /// <summary>The boundaries.</summary>
    public Dictionary<PlanBoundary, Edge> Edges { get; } = [];

    /// <summary>The stages, inputs first.</summary>
    public Dictionary<PlanStage, IStage> Stages { get; } = [];

    /// <summary>Where the rows of a stage's port leave.</summary>
    public Dictionary<PlanStream, PortOutlet> Outlets { get; } = [];

    /// <summary>Where they can be looked at.</summary>
    public Dictionary<PlanStream, TapPoint> Taps { get; } = [];

    /// <summary>Where time is measured; empty when it is not.</summary>
    public ViewParts View { get; } = new();

    /// <summary>What measures a pump; null when time is not measured.</summary>
    public ActorTime? TimeOf(BoundNode node) => options.MeasuresTime ? View.Pumps[node] = new ActorTime(options.Clock) : null;

    /// <summary>What pulls the sources.</summary>
    public Dictionary<BoundNode, SourcePump> Pumps { get; } = [];

    /// <summary>Where paths begin whose latency is measured.</summary>
    public Dictionary<string, LatencyMarks> Marks { get; } =
        plan.Pipeline.Nodes.Select(n => n.LatencyBudget?.From).OfType<string>().Distinct().ToDictionary(n => n, _ => new LatencyMarks(options.Clock), StringComparer.Ordinal);

    /// <summary>The operators with their keys, by node.</summary>
    public List<(string Node, KeyTable Keys, BatchOperator Operator)> Operators { get; } = [];

    /// <summary>Merges in front of a node's own steps.</summary>
    public List<(BoundNode Node, NodeCounters Merge)> Fronts { get; } = [];

    /// <summary>Rows by fate of each worker of a parallel node.</summary>
    public List<(BoundNode Node, NodeCounters Worker)> Workers { get; } = [];

    /// <summary>The source that is pulled for a node: its own, or what stands in for it.</summary>
    public Source Pulled(BoundNode node) => options.StandIns.GetValueOrDefault(node.Name) ?? (Source)node.Instance!;

    /// <summary>Makes the outlet of a stage's port, which counts what leaves.</summary>
    public PortOutlet Outlet(PlanStream stream, NodeCounters counters)
    {
        var outlet = Outlets[stream] = new PortOutlet(stream.Schema, counters);
        Taps[stream] = outlet.Tap;
        return outlet;
    }

    /// <summary>Makes a port for failed rows.</summary>
    public void AddDead(StagePorts ports, PlanStream stream)
    {
        var writer = new PortWriter(Schemas.Dead, stream.Needed, options.Symbols, options.Pool);
        _writers[stream] = writer;
        ports.Add(writer, Outlet(stream, new NodeCounters()));
    }

    /// <summary>Where failed rows of a node go.</summary>
    public DeadRows Dead(PlanStage stage, BoundNode node)
    {
        var writers = stage.Dead.Where(d => ReferenceEquals(d.Key.Node, node)).ToDictionary(d => d.Key.Port, d => _writers[d.Value]);
        return new DeadRows(node.Name, node.Span.ToString(), writers, node.Drop);
    }

    /// <summary>What is done to the rows of the main input before the operator sees them: <c>where</c>, and the arguments of aggregates.</summary>
    /// <param name="stage">The operator's.</param>
    /// <param name="dead">Where rows go that fail.</param>
    /// <param name="counters">Where they are counted.</param>
    /// <param name="ofWorker">Of a worker: the rows as its splitter hands them over.</param>
    public FilterStep? Filter(PlanStage stage, DeadRows dead, NodeCounters counters, Schema? ofWorker = null)
    {
        var node = stage.Node;
        List<Step> steps = [.. new Step?[] { node.Where, node.Before }.OfType<Step>()];
        if (steps.Count == 0)
        {
            return null;
        }

        var from = stage.Split ?? stage;
        var stream = from.Inputs[from.InletRoles.IndexOf(0)];
        HashSet<string> needed = [.. stream.Needed, .. stream.Sums.Select(s => s.Column), .. node.Reads[0]];
        var input = node.Inputs[0].Schema!;
        if (ofWorker is not null)
        {
            needed.Add(ShardColumns.Name);
            input = ofWorker;
            steps = [.. steps.Select(s => s is SelectStep select ? ShardColumns.Extend(select) : s)];
        }

        return new FilterStep(new FusedProgram(input, steps, needed, options.Pool, options.Symbols), [.. steps.Select(s => s is WhereStep ? "where" : "select")], dead, counters);
    }

    /// <summary>A node and all whose rows come to it, directly or through others.</summary>
    public HashSet<BoundNode> Upstream(BoundNode node)
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

        return from;
    }

    /// <summary>Asks how far the sources came that a node reads, directly or through others. They have ended when it is asked, so the answer does not depend on scheduling.</summary>
    public Func<long> Reached(BoundNode node)
    {
        var from = Upstream(node);
        return () => from.Select(n => Pumps.TryGetValue(n, out var pump) ? pump.Reached : StreamTime.Start).Max();
    }

    /// <summary>Measures the latency of a node.</summary>
    public LatencyProbe Probe(BoundNode node, PortWriter? breaches) =>
        new(node.Name, node.LatencyBudget!, node.LatencyBudget!.From is { } from ? Marks[from] : null, options.Clock, Counters[node], breaches);
}
