using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Makes the stages that close loops.</summary>
internal sealed class LoopBuilder(RunWiring wiring)
{
    public AnswerStage MakeAnswers(PlanStage stage)
    {
        var of = wiring.Plan.Pipeline.Nodes.First(n => n.Name == stage.Node.AnswersOf!.Node);
        var stream = stage.Outputs[0];
        var writer = new PortWriter(stream.Schema, stream.Needed, wiring.Options.Symbols, wiring.Options.Pool);
        var ports = new StagePorts();
        ports.Add(writer, wiring.Outlet(stream, wiring.Counters[stage.Node]));
        return new AnswerStage(stage.Node.Name, of.Name, ((IAnswers)of.Instance!).LeastDelay, writer, ports, wiring.Counters[stage.Node]);
    }

    /// <summary>Tells a loop what can happen before the operator that answers.</summary>
    public void SetBefore(PlanStage answers)
    {
        var before = new HashSet<PlanStage>();
        var inlets = new HashSet<Edge>();
        var open = new Queue<PlanStage>(wiring.Plan.Stages.Where(s => s.Kind == PlanStageKind.Operator && s.Node.Name == answers.Node.AnswersOf!.Node));
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
                    inlets.Add(wiring.Edges[boundary]);
                }
                else
                {
                    open.Enqueue(input.Stage!);
                }
            }

            foreach (var asked in wiring.Plan.Stages.Where(s => stage.Kind == PlanStageKind.Answers && s.Kind == PlanStageKind.Operator && s.Node.Name == stage.Node.AnswersOf!.Node))
            {
                open.Enqueue(asked);
            }
        }

        var loop = (AnswerStage)wiring.Stages[answers];
        loop.Before = [.. before.Select(s => wiring.Stages[s]).Where(s => !ReferenceEquals(s, loop))];
        loop.Inlets = [.. inlets];
    }
}
