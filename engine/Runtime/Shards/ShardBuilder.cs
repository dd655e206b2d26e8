using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Makes the stages of a parallel node: the splitter, its workers, and a gatherer a port.</summary>
internal sealed class ShardBuilder(RunWiring wiring)
{
    private readonly Dictionary<BoundNode, Schema[]> _inputs = [];
    private readonly Dictionary<BoundNode, EndOfInput> _ends = [];

    public SplitStage MakeSplit(PlanStage stage)
    {
        var node = stage.Node;
        var schemas = InputsOfWorkers(node);
        var workers = stage.Outputs.Select(s => wiring.Outlets[s] = new PortOutlet(s.Schema, new NodeCounters())).ToArray();
        return new SplitStage(node, stage.InletRoles, schemas, new KeyTable(node.Key, [.. node.Inputs.Select(r => r.Schema)]), workers, wiring.Counters[node], wiring.Options.Pool, wiring.Reached(node), EndOf(node));
    }

    public OperatorStage MakeWorker(PlanStage stage)
    {
        var node = stage.Node;
        var counters = new NodeCounters();
        wiring.Workers.Add((node, counters));
        Schema[] given = stage.Split is null ? [stage.InputSchema(0)] : InputsOfWorkers(node);
        Schema[] inputs = [.. given.Select((schema, i) => i == 0 && node.Before is { } before ? ShardColumns.Extend(before.Output) : schema)];
        var causes = new ShardCauses(given, inputs, [.. stage.Outputs.Select(o => o.Schema)], [.. node.Ports.Select(p => p.Appends)], [.. node.Ports.Select(p => p.IsDead || p.KeepsOrder)], wiring.Options.Pool);
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
            var isGathered = port.IsDead || stream.Readers.Exists(r => r.Stage!.Kind == PlanStageKind.Gather);
            var outlet = wiring.Outlets[stream] = new PortOutlet(stream.Schema, isGathered ? new NodeCounters() : counters) { Tag = batch => causes.Tag(tagged, batch) };
            emits[i] = outlet.Emit;
            PortWriter? writer = null;
            if (port.Appends)
            {
                var schema = new Schema(null, [.. inputs[0].Fields, .. port.VerbSchema.Fields.Skip(inputs[0].Fields.Count - 1)]);
                appender = new Appender(inputs[0], schema, stream.Needed, wiring.Options.Pool, outlet.Emit);
            }
            else
            {
                writer = new PortWriter(port.IsDead || port.KeepsOrder ? ShardColumns.Extend(port.VerbSchema) : port.VerbSchema, stream.Needed, wiring.Options.Symbols, wiring.Options.Pool, sums: stream.Sums);
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
        operation.Open(new OperatorContext(node.Name, inputs, output, new KeyTable(node.Key, inputs), wiring.Options.Symbols, wiring.Options.Pool) { Clock = wiring.CallClock });
        var end = EndOf(node);
        return new OperatorStage(node.Name, operation, [0], wiring.Filter(stage, dead, counters, given[0]), output, ports, causes, () => end.At, countsInput: stage.Split is null);
    }

    public GatherStage MakeGather(PlanStage stage)
    {
        var stream = stage.Outputs[0];
        var writer = new PortWriter(stream.Schema, stream.Needed, wiring.Options.Symbols, wiring.Options.Pool);
        var ports = new StagePorts();
        var isDead = stage.Node.Ports[stream.Port].IsDead;
        ports.Add(writer, wiring.Outlet(stream, isDead ? new NodeCounters() : wiring.Counters[stage.Node]));
        return new GatherStage(stage.Node.Name, stage.Inputs.Count, [.. stage.Node.Key.Select(stream.Schema.IndexOf)], writer, ports);
    }

    private EndOfInput EndOf(BoundNode node)
    {
        if (!_ends.TryGetValue(node, out var end))
        {
            _ends[node] = end = new EndOfInput();
        }

        return end;
    }

    // which input a batch is for is told by its schema object, so the splitter and its workers share them
    private Schema[] InputsOfWorkers(BoundNode node)
    {
        if (!_inputs.TryGetValue(node, out var schemas))
        {
            _inputs[node] = schemas = [.. node.Inputs.Select(r => r.Schema is null ? null! : ShardColumns.Extend(r.Schema))];
        }

        return schemas;
    }
}
