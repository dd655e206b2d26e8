using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Makes the stages that stand once: merges, programs and operators; and what measures their latency.</summary>
internal sealed class StageBuilder(RunWiring wiring)
{
    public MergeStage MakeMerge(PlanStage stage)
    {
        var ports = new StagePorts();
        var writer = new PortWriter(stage.Outputs[0].Schema, stage.Outputs[0].Needed, wiring.Options.Symbols, wiring.Options.Pool);
        var isWhole = wiring.Plan.Stages.All(s => s.Kind != PlanStageKind.Program || !s.Steps.Exists(p => ReferenceEquals(p.Node, stage.Node))) && !stage.Node.IsSink;
        var counters = isWhole ? wiring.Counters[stage.Node] : new NodeCounters();
        ports.Add(writer, wiring.Outlet(stage.Outputs[0], counters));
        if (!isWhole)
        {
            wiring.Fronts.Add((stage.Node, counters));
        }

        return new MergeStage(stage.Node.Name, stage.Inputs.Count, writer, ports, counters);
    }

    public ProgramStage MakeProgram(PlanStage stage)
    {
        var output = stage.Outputs[0];
        var ports = new StagePorts();
        var last = stage.Steps[^1];
        ports.Add(null, wiring.Outlet(output, last.Behind || last.Node.IsSink ? new NodeCounters() : wiring.Counters[last.Node]));
        foreach (var dead in stage.Outputs.Skip(1).Where(o => !stage.Breaches.ContainsValue(o)))
        {
            wiring.AddDead(ports, dead);
        }

        var program = new FusedProgram(stage.InputSchema(0), [.. stage.Steps.Select(s => s.Step)], output.Needed, wiring.Options.Pool, wiring.Options.Symbols);
        return new ProgramStage(program, [.. stage.Steps.Select((_, i) => Step(stage, i))], ports);
    }

    public OperatorStage MakeOperator(PlanStage stage)
    {
        var node = stage.Node;
        var counters = wiring.Counters[node];
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
                    wiring.AddDead(ports, stream);
                }

                continue;
            }

            var outlet = wiring.Outlet(stream, counters);
            if (port.Appends)
            {
                appender = new Appender(node.Inputs[0].Schema!, port.VerbSchema, stream.Needed, wiring.Options.Pool, outlet.Emit);
            }
            else if (wiring.Plan.Stages.FirstOrDefault(s => s.Node.AnswersOf is { } of && of.Node == node.Name && of.Port == port.Name) is { } answers)
            {
                writers[i] = new PortWriter(port.VerbSchema, answers.Outputs[0].Needed, wiring.Options.Symbols, wiring.Options.Pool) { InAnyOrder = true };
                outlet.Stream.Subscribe((AnswerStage)wiring.Stages[answers]);
            }
            else
            {
                writers[i] = new PortWriter(port.VerbSchema, stream.Needed, wiring.Options.Symbols, wiring.Options.Pool, stream.Readers.Count > 0, stream.Sums);
            }

            emits[i] = stream.Readers.Count > 0 ? outlet.Emit : null;
            ports.Add(writers[i], outlet);
        }

        var dead = wiring.Dead(stage, node);
        var output = new Output(writers, emits, appender, dead, counters);
        var operation = (BatchOperator)node.Instance!;
        var schemas = node.Inputs.Select((r, i) => i == 0 && node.Before is { } before ? before.Output : r.Schema).ToList();
        var keys = new KeyTable(node.Key, schemas);
        wiring.Operators.Add((node.Name, keys, operation));
        try
        {
            operation.Open(new OperatorContext(node.Name, schemas, output, keys, wiring.Options.Symbols, wiring.Options.Pool) { Clock = wiring.CallClock });
        }
        catch (Exception failure) when (failure is not (NodeFailedException or IOException))
        {
            throw new NodeFailedException(node.Name, failure);
        }

        return new OperatorStage(node.Name, operation, stage.InletRoles, wiring.Filter(stage, dead, counters), output, ports, null, wiring.Reached(node));
    }

    /// <summary>The stage, with what measures latency behind it.</summary>
    public IStage Measured(PlanStage made, IStage stage)
    {
        var marks = made.Worker > 0 ? null : made.Nodes.Select(n => wiring.Marks.GetValueOrDefault(n.Name)).FirstOrDefault(m => m is not null);
        if (made.Kind == PlanStageKind.Answers || (made.Breaches.Count == 0 && marks is null))
        {
            return stage;
        }

        var ports = new StagePorts();
        var probes = new List<LatencyProbe>();
        foreach (var (node, stream) in made.Breaches)
        {
            var isRead = stream.Readers.Count > 0;
            var writer = isRead ? new PortWriter(stream.Schema, stream.Needed, wiring.Options.Symbols, wiring.Options.Pool) : null;
            probes.Add(wiring.Probe(node, writer));
            if (isRead)
            {
                ports.Add(writer, wiring.Outlet(stream, new NodeCounters()));
            }
        }

        return new MeasuredStage(stage, made.Inputs.Count, probes, marks, ports);
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

        return new ProgramStep(step.Node.Name, step.Step is WhereStep ? "where" : "select", role, wiring.Dead(stage, step.Node), wiring.Counters[step.Node]);
    }
}
