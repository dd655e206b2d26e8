using System.Text;
using StreamEngine.Cli.Drawing;
using StreamEngine.Cli.Screen;
using StreamEngine.Expressions;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Planning;

/// <summary>A plan for people, in 80 columns.</summary>
internal static class PlanText
{
    public static string Of(PlanView view)
    {
        var plan = view.Plan;
        var text = new StringBuilder();
        text.Append($"{plan.Pipeline.Name}: {Numbers.Counted(plan.Pipeline.Nodes.Count, "node")}, {Numbers.Counted(view.Edges, "edge")}, ")
            .Append($"{Numbers.Counted(plan.Segments, "segment")}, {Numbers.Counted(plan.Boundaries.Count, "boundary", "boundaries")}\n");
        text.Append(Profile(plan.Pipeline));
        foreach (var source in plan.Sources.Keys)
        {
            text.Append($"\nsource {source.Name} ({source.Verb!.Name})\n");
        }

        for (var segment = 1; segment <= plan.Segments; segment++)
        {
            var worker = view.Stages(segment).FirstOrDefault(s => s.Worker > 0);
            text.Append(worker is null
                ? $"\nsegment {segment}, parallelism 1, one thread at a time\n"
                : $"\nsegment {segment}, worker {worker.Worker} of {worker.Workers} of {worker.Node.Name}\n");
            foreach (var stage in view.Stages(segment))
            {
                text.Append("  ").Append(Wrapped.Lines(Stage(stage), Terminal.Width - 6, "      ")).Append('\n');
            }
        }

        text.Append('\n');
        foreach (var sink in plan.Sinks.Keys)
        {
            text.Append($"sink {sink.Name} ({sink.Verb!.Name})\n");
        }

        text.Append('\n').Append(Boundaries(plan)).Append("\ncosts\n");
        foreach (var stage in plan.Stages.Where(s => s.Worker <= 1))
        {
            text.Append("  ").Append(Wrapped.Lines($"{PlanView.Name(stage)}: {Cost(StageCost.Of(stage))}", Terminal.Width - 6, "      ")).Append('\n');
        }

        text.Append("\ncolumns\n");
        foreach (var stream in view.Streams)
        {
            var pruned = PlanView.Pruned(stream);
            text.Append("  ").Append(Wrapped.Lines($"{PlanView.Name(stream)}: reads {PlanView.Read(stream).Count} of {stream.Schema.Fields.Count}"
                + (stream.Sums.Count > 0 ? $" and {string.Join(", ", stream.Sums)}" : "")
                + (pruned.Count > 0 ? $"; nobody reads {string.Join(", ", pruned)}" : ""), Terminal.Width - 6, "      ")).Append('\n');
        }

        foreach (var edge in view.Lossy)
        {
            text.Append('\n').Append(Wrapped.Lines($"not replayable behind {edge.Name}: policy {PolicyName.Of(edge.Limit.Policy)} drops rows as timing has it", Terminal.Width));
        }

        foreach (var node in view.Measured)
        {
            text.Append('\n').Append(Wrapped.Lines($"not replayable behind {node.Name}.breach: latency is measured by the run's clock", Terminal.Width));
        }

        text.Append('\n').Append(Wrapped.Lines($"guarantees: {PlanView.Guarantee}", Terminal.Width)).Append('\n');
        text.Append(Wrapped.Lines(
            $"memory: at most {Numbers.Bytes(view.EdgeBytes)} wait on the {Numbers.Counted(plan.Boundaries.Count, "edge")}, and each may overshoot by the output of one batch; operators hold what `streamengine ops NAME` says",
            Terminal.Width)).Append('\n');
        return text.ToString();
    }

    /// <summary>What the profile changes, as the file has it and as the profile has it.</summary>
    private static string Profile(BoundPipeline pipeline)
    {
        if (pipeline.Profile is null)
        {
            return "";
        }

        var text = new StringBuilder($"\nprofile {pipeline.Profile}, clock {pipeline.Clock.ToString().ToLowerInvariant()}; the graph is the file's\n");
        foreach (var change in pipeline.Changes)
        {
            text.Append("  ").Append(change.Path).Append('\n');
            if (change.Before is { } before)
            {
                text.Append("    - ").Append(Wrapped.Lines(before, Terminal.Width - 6, "      ")).Append('\n');
            }

            text.Append("    + ").Append(Wrapped.Lines(change.After, Terminal.Width - 6, "      ")).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What a stage does: <c>fused a where + a select + b select</c>.</summary>
    public static string Stage(PlanStage stage) => stage.Kind switch
    {
        PlanStageKind.Merge => $"merge {stage.Node.Name}: {stage.Inputs.Count} inputs by stream time",
        PlanStageKind.Split => $"split {stage.Node.Name} by {string.Join(", ", stage.Node.Key)}: {stage.Outputs.Count} workers",
        PlanStageKind.Gather => $"gather {stage.Node.Name}{(stage.Node.Ports[stage.Outputs[0].Port].Name is { Length: > 0 } port ? "." + port : "")}: as one worker would have it",
        PlanStageKind.Program => $"{(stage.Steps.Count > 1 ? "fused" : "loop")} {string.Join(" + ", stage.Steps.Select(Step))}",
        _ => $"{GraphModel.VerbText(stage.Node)} {stage.Node.Name}{(stage.Node.Key.Count > 0 ? $" by {string.Join(", ", stage.Node.Key)}" : "")}{(stage.Node.Where is null ? "" : ", where")}",
    };

    /// <summary>What rows cost at a stage: <c>one to one; by columns; allocates nothing</c>.</summary>
    public static string Cost(StageCost cost) =>
        $"{(cost.OneToOne ? "one to one" : "not one to one")}; {(cost.ByColumns ? "by columns" : $"row by row ({cost.Why})")}; {cost.Allocates switch
        {
            Allocation.Nothing => "allocates nothing a row",
            Allocation.Rows => "allocates for each row",
            _ => "does not say what it allocates",
        }}";

    /// <summary>Why a boundary is there.</summary>
    public static string Reason(PlanBoundary boundary) => boundary.Reason switch
    {
        BoundaryReason.Source => "source",
        BoundaryReason.Sink => "sink",
        BoundaryReason.Buffer => $"buffer of {boundary.At.Name}",
        BoundaryReason.Model => $"model {boundary.At.Name}",
        BoundaryReason.Parallel => $"parallel of {boundary.At.Name}",
        _ => $"{boundary.At.Name} is behind another",
    };

    /// <summary>A step of a fused chain.</summary>
    public static string Step(PlanStep step) => $"{step.Node.Name} {(step.Step is WhereStep ? "where" : "select")}";

    private static string Boundaries(Plan plan)
    {
        var table = new TextTable("boundary", ">rows", ">bytes", "policy", "cut by");
        foreach (var boundary in plan.Boundaries)
        {
            table.Add(boundary.Name, Numbers.Count(boundary.Limit.Rows), Numbers.Bytes(boundary.Limit.Bytes), PolicyName.Of(boundary.Limit.Policy), Reason(boundary));
        }

        return table.Text(Terminal.Width);
    }
}
