using System.Globalization;

namespace StreamEngine.Graph;

/// <summary>Groups stages into segments: what hangs together without a boundary in between. Boundaries stand at sources, at sinks, around models and where <c>buffer</c> is written.</summary>
internal sealed class SegmentCutter(
    IReadOnlyList<PlanStage> stages, IReadOnlyDictionary<BoundNode, IReadOnlyList<PlanStream>> sources, IReadOnlyDictionary<BoundNode, PlanStream> sinks)
{
    private readonly Dictionary<PlanStage, PlanStage> _parent = stages.ToDictionary(s => s);
    private HashSet<BoundNode>? _inLoops;

    private HashSet<BoundNode> InLoops => _inLoops ??= FindLoops(stages);

    public IReadOnlyList<PlanBoundary> Cut(out int segments)
    {
        SetLevels();
        foreach (var stage in stages)
        {
            foreach (var input in stage.Inputs.Where(i => i.Stage is { } from && from.Level == stage.Level))
            {
                _parent[Root(input.Stage!)] = Root(stage);
            }

            if (stage.Kind == PlanStageKind.Answers)
            {
                _parent[Root(Asked(stage))] = Root(stage);
            }
        }

        var numbers = new Dictionary<PlanStage, int>();
        foreach (var stage in stages)
        {
            var root = Root(stage);
            numbers.TryAdd(root, numbers.Count + 1);
            stage.Segment = numbers[root];
        }

        segments = numbers.Count;
        return Boundaries();
    }

    private List<PlanBoundary> Boundaries()
    {
        var boundaries = new List<PlanBoundary>();
        foreach (var stream in sources.Values.SelectMany(s => s).Concat(stages.SelectMany(s => s.Outputs)))
        {
            foreach (var group in stream.Readers.Where(r => IsCut(stream, r)).GroupBy(r => (r.Stage?.Segment ?? 0, Sink: r.Stage is null ? r.Node : null)))
            {
                // readers that share a boundary share the tightest of their limits: which of them stands first in the file has no meaning
                var limit = group.Select(r => r.Node.Buffer).OfType<BoundBuffer>().OrderBy(b => b.Rows).ThenBy(b => b.Bytes).ThenBy(b => b.Policy).FirstOrDefault() ?? BoundBuffer.Default;
                var (reason, at) = Reason(stream, [.. group]);
                var boundary = new PlanBoundary($"{From(stream)} → {string.Join(", ", group.Select(To).Distinct())}", stream, limit, reason, at);
                boundaries.Add(boundary);
                foreach (var reader in group)
                {
                    reader.Boundary = boundary;
                }
            }
        }

        return boundaries;
    }

    private static (BoundaryReason Reason, BoundNode At) Reason(PlanStream stream, IReadOnlyList<PlanReader> readers)
    {
        if (stream.Stage is null)
        {
            return (BoundaryReason.Source, stream.Node);
        }

        if (readers[0].Stage is null)
        {
            return (BoundaryReason.Sink, readers[0].Node);
        }

        if (stream.Stage.Kind == PlanStageKind.Split || stream.Stage.Worker > 0)
        {
            return (BoundaryReason.Parallel, stream.Node);
        }

        if (readers.FirstOrDefault(r => r.Node.Buffer is not null) is { } buffered)
        {
            return (BoundaryReason.Buffer, buffered.Node);
        }

        var model = readers.Select(r => r.Node).Append(stream.Node).FirstOrDefault(n => n.Verb?.Kind == OperatorKind.Model);
        return model is null ? (BoundaryReason.Beside, readers[0].Node) : (BoundaryReason.Model, model);
    }

    private static string From(PlanStream stream) => stream.Stage switch
    {
        { Kind: PlanStageKind.Split } => stream.Node.Name,
        { Worker: > 0 and var worker } => string.Create(CultureInfo.InvariantCulture, $"{stream.Node.Name}#{worker}{PortText(stream)}"),
        _ => stream.Node.Name + (stream.Stage is null || stream.Port > 0 ? PortText(stream) : ""),
    };

    private static string To(PlanReader reader) =>
        reader.Stage is { Worker: > 0 and var worker } ? string.Create(CultureInfo.InvariantCulture, $"{reader.Node.Name}#{worker}") : reader.Node.Name;

    private static string PortText(PlanStream stream) =>
        stream.Port < stream.Node.Ports.Count && stream.Node.Ports[stream.Port].Name is { Length: > 0 } name ? "." + name
        : stream.Schema.Name == "dead/1" ? ".error" : "";

    private static bool IsCut(PlanStream stream, PlanReader reader) =>
        stream.Stage is null || reader.Stage is null || stream.Stage.Segment != reader.Stage.Segment;

    /// <summary>The operator whose answers these are.</summary>
    private PlanStage Asked(PlanStage answers) =>
        stages.First(s => s.Kind == PlanStageKind.Operator && s.Node.Name == answers.Node.AnswersOf!.Node);

    private void SetLevels()
    {
        // answers stand where the operator stands that gives them: what it reads from behind a boundary moves its whole loop there
        var loops = stages.Where(s => s.Kind == PlanStageKind.Answers).ToList();
        for (var moved = true; moved;)
        {
            SetLevelsInOrder();
            moved = false;
            foreach (var answers in loops.Where(a => a.Level < Asked(a).Level))
            {
                answers.Level = Asked(answers).Level;
                moved = true;
            }
        }
    }

    private void SetLevelsInOrder()
    {
        foreach (var stage in stages)
        {
            var isFirstOfNode = stage.Inputs.TrueForAll(i => !ReferenceEquals(i.Node, stage.Node));
            var isOfWorkers = (stage.Worker > 0 && stage.Split is not null) || stage.Kind == PlanStageKind.Gather;
            var cut = isOfWorkers || (stage.Node.Buffer is not null && isFirstOfNode && !sinks.ContainsKey(stage.Node)) ? 1 : 0;
            foreach (var input in stage.Inputs.Where(i => i.Stage is not null))
            {
                stage.Level = Math.Max(stage.Level, input.Stage!.Level + (IsAroundModel(input.Stage, stage) ? 1 : cut));
            }
        }
    }

    /// <summary>Whether one of two neighbours is a model, which has a segment of its own; unless a loop goes through it, whose nodes share one.</summary>
    private bool IsAroundModel(PlanStage from, PlanStage to) =>
        !ReferenceEquals(from.Node, to.Node) && new[] { from, to }.Any(s => s.Node.Verb?.Kind == OperatorKind.Model && !InLoops.Contains(s.Node));

    /// <summary>The nodes on the way from an answer back to the operator that gives it.</summary>
    private static HashSet<BoundNode> FindLoops(IReadOnlyList<PlanStage> stages)
    {
        var found = new HashSet<BoundNode>();
        foreach (var answers in stages.Where(s => s.Kind == PlanStageKind.Answers))
        {
            var behind = new HashSet<BoundNode> { answers.Node };
            foreach (var stage in stages.Where(s => s.Inputs.Exists(i => i.Stage is { } from && behind.Contains(from.Node))))
            {
                behind.Add(stage.Node);
            }

            var before = new HashSet<string> { answers.Node.AnswersOf!.Node };
            foreach (var stage in stages.Reverse().Where(s => before.Contains(s.Node.Name)))
            {
                before.UnionWith(stage.Inputs.Where(i => i.Stage is not null).Select(i => i.Stage!.Node.Name));
            }

            found.UnionWith(behind.Where(n => before.Contains(n.Name)));
        }

        return found;
    }

    private PlanStage Root(PlanStage stage)
    {
        while (!ReferenceEquals(_parent[stage], stage))
        {
            stage = _parent[stage];
        }

        return stage;
    }
}
