using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Finds the place of a run where the rows of a port can be looked at. A node fused into a chain has no batches of its own: they are computed again from those in front of the chain.</summary>
internal sealed class TapTargets(Plan plan, IReadOnlyDictionary<PlanStream, TapPoint> points)
{
    /// <summary>All edges, inputs first.</summary>
    public IReadOnlyList<TapTarget> All() =>
        [.. Ports().Where(p => IsRead(p) && !StaysWithWorkers(p)).Select(Find).OfType<TapTarget>()];

    /// <summary>Ports whose rows go nowhere, and so cannot be looked at.</summary>
    public IReadOnlyList<string> Unread() =>
        [.. Ports().Where(p => !IsRead(p)).Select(p => p.ToString())];

    private IEnumerable<PortRef> Ports() => plan.Pipeline.Nodes.Where(n => !n.IsSink).SelectMany(n => n.Ports.Select((_, i) => new PortRef(n, i)));

    private bool StaysWithWorkers(PortRef port) =>
        plan.Stages.Any(s => s.Worker > 0 && ReferenceEquals(s.Node, port.Node) && s.Outputs[port.Port].Readers.Count > 0 && s.Outputs[port.Port].Readers.TrueForAll(r => r.Stage!.Worker > 0));

    private bool IsRead(PortRef port) =>
        plan.Pipeline.Nodes.SelectMany(n => n.Inputs).SelectMany(r => r.Ports).Any(p => ReferenceEquals(p.Node, port.Node) && p.Port == port.Port);

    /// <summary>Ports whose rows go from worker to worker of neighbours and are never together.</summary>
    public IReadOnlyList<string> Inner() => [.. Ports().Where(StaysWithWorkers).Select(p => p.ToString())];

    private TapTarget? Find(PortRef port)
    {
        var (stream, steps) = port.Port == 0 ? Main(port.Node) : Own(port);
        if (stream is null || !points.TryGetValue(stream, out var point))
        {
            return null;
        }

        var present = Present(stream, steps, out var schema);
        return new TapTarget(port.ToString(), new Schema(schema.Name, present), [.. schema.Fields.Select(f => f.Name).Except(present.Select(f => f.Name))], point, stream.Schema, steps);
    }

    private (PlanStream? Stream, IReadOnlyList<Step> Steps) Own(PortRef port) =>
        (plan.Sources.TryGetValue(port.Node, out var streams) ? streams[port.Port] : Made(port.Node).Find(s => IsOf(s, port)), []);

    /// <summary>What the stages of a node put out, those of a parallel node where its workers come together.</summary>
    private List<PlanStream> Made(BoundNode node) =>
        [.. plan.Stages.Where(s => s.Worker == 0 && s.Kind != PlanStageKind.Split && (s.Kind == PlanStageKind.Program || ReferenceEquals(s.Node, node))).SelectMany(s => s.Outputs)];

    private static bool IsOf(PlanStream stream, PortRef port) =>
        stream.Stage is { Kind: PlanStageKind.Program } chain
            ? chain.Dead.Any(d => ReferenceEquals(d.Value, stream) && ReferenceEquals(d.Key.Node, port.Node) && d.Key.Port == port.Node.Ports[port.Port].Name)
            : stream.Port == port.Port;

    private (PlanStream? Stream, IReadOnlyList<Step> Steps) Main(BoundNode node)
    {
        if (plan.Stages.LastOrDefault(s => s.Kind == PlanStageKind.Program && s.Steps.Exists(p => ReferenceEquals(p.Node, node))) is { } chain)
        {
            var last = chain.Steps.FindLastIndex(s => ReferenceEquals(s.Node, node));
            return last == chain.Steps.Count - 1 ? (chain.Outputs[0], []) : (chain.Inputs[0], [.. chain.Steps.Take(last + 1).Select(s => s.Step)]);
        }

        if (node.IsSource)
        {
            return (plan.Sources[node][0], []);
        }

        return Made(node).Find(s => s.Stage!.Kind != PlanStageKind.Program && s.Port == 0) is { } made ? (made, [])
            : node.Inputs is [{ Ports: [var only] }] && only.Port == 0 ? Main(only.Node) // rows pass
            : node.Inputs is [{ Ports: [var port] }] ? Own(port)
            : (null, []);
    }

    private static List<Field> Present(PlanStream stream, IReadOnlyList<Step> steps, out Schema schema)
    {
        schema = stream.Schema;
        var present = schema.Fields.Where(f => stream.Needed.Contains(f.Name)).ToList();
        foreach (var step in steps)
        {
            schema = step is SelectStep select ? select.Output : ExpressionBinder.Narrow(schema, (WhereStep)step);
            var names = present.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
            var made = step is SelectStep shaped ? shaped.Columns.Where(c => names.IsSupersetOf(c.Value.Columns)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal) : names;
            present = [.. schema.Fields.Where(f => made.Contains(f.Name))];
        }

        return present;
    }
}
