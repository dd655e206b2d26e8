using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Faults;

namespace StreamEngine.Simulation.Running;

/// <summary>A bound case made ready for a simulated run: sinks keep what they get, operators can be saved, faults stand around them.</summary>
internal sealed class EngineGraph
{
    private readonly Dictionary<BoundNode, BoundNode> _replaced = [];
    private readonly Dictionary<string, KeptOperator> _operators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DrawnSink> _sinks = new(StringComparer.Ordinal);

    /// <summary>Prepares a pipeline.</summary>
    /// <param name="bound">It as bound; not used afterwards.</param>
    /// <param name="schedule">How it will run.</param>
    /// <param name="saved">State by node; null for the beginning.</param>
    /// <param name="fault">A bug to plant; null for none.</param>
    public EngineGraph(BoundPipeline bound, SimSchedule schedule, IReadOnlyDictionary<string, byte[]>? saved, PlantedFault? fault)
    {
        var nodes = new List<BoundNode>();
        foreach (var node in bound.Nodes)
        {
            nodes.Add(_replaced[node] = Replace(node, schedule, saved, fault));
        }

        Pipeline = bound with { Nodes = nodes };
    }

    /// <summary>The pipeline to plan and run.</summary>
    public BoundPipeline Pipeline { get; }

    /// <summary>State of every operator.</summary>
    public Dictionary<string, byte[]> Saved() => _operators.Where(o => o.Value.IsOpen).ToDictionary(o => o.Key, o => o.Value.Saved());

    /// <summary>Rows by collected port.</summary>
    public Dictionary<string, IReadOnlyList<SimRow>> Rows(SimCase @case)
    {
        var rows = new Dictionary<string, IReadOnlyList<SimRow>>(StringComparer.Ordinal);
        for (var i = 0; i < @case.Collected.Count; i++)
        {
            rows[@case.Collected[i]] = _sinks[$"out_{i}"].Rows;
        }

        rows[SimOutcome.DeadLetters] = _sinks.TryGetValue(SimOutcome.DeadLetters, out var dead) ? dead.Rows : [];
        return rows;
    }

    private static KeptOperator Kept(BoundNode node, BatchOperator inner, string name, IReadOnlyDictionary<string, byte[]>? saved, PlantedFault? fault) =>
        inner is IAnswers answers
            ? new AnsweringOperator(fault?.Around(node, inner) ?? inner, answers.LeastDelay, saved?.GetValueOrDefault(name))
            : new KeptOperator(fault?.Around(node, inner) ?? inner, saved?.GetValueOrDefault(name));

    private BoundNode Replace(BoundNode node, SimSchedule schedule, IReadOnlyDictionary<string, byte[]>? saved, PlantedFault? fault)
    {
        var inputs = node.Inputs.Select(role => role with { Ports = [.. role.Ports.Select(p => new PortRef(_replaced[p.Node], p.Port))] }).ToList();
        if (node.IsSink)
        {
            var sink = _sinks[node.Name] = new DrawnSink(schedule, schedule.Seed ^ _sinks.Count);
            return node with { Inputs = inputs, Instance = sink };
        }

        if (node.Instance is not BatchOperator inner)
        {
            return node with { Inputs = inputs };
        }

        var kept = _operators[node.Name] = Kept(node, inner, node.Name, saved, fault);
        var workers = 0;
        return node with
        {
            Inputs = inputs,
            Instance = kept,
            Again = () =>
            {
                var name = $"{node.Name}#{workers++}";
                return _operators[name] = Kept(node, node.Again!(), name, saved, fault);
            },
        };
    }
}
