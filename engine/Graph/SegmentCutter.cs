namespace StreamEngine.Graph;

/// <summary>Groups stages into segments: what hangs together without a boundary in between. Boundaries stand at sources, at sinks and where <c>buffer</c> is written.</summary>
internal sealed class SegmentCutter(
    IReadOnlyList<PlanStage> stages, IReadOnlyDictionary<BoundNode, IReadOnlyList<PlanStream>> sources, IReadOnlyDictionary<BoundNode, PlanStream> sinks)
{
    private readonly Dictionary<PlanStage, PlanStage> _parent = stages.ToDictionary(s => s);

    public IReadOnlyList<PlanBoundary> Cut(out int segments)
    {
        SetLevels();
        foreach (var stage in stages)
        {
            foreach (var input in stage.Inputs.Where(i => i.Stage is { } from && from.Level == stage.Level))
            {
                _parent[Root(input.Stage!)] = Root(stage);
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
                var port = stream.Stage is null || stream.Port > 0 ? PortText(stream) : "";
                var boundary = new PlanBoundary($"{stream.Node.Name}{port} → {string.Join(", ", group.Select(r => r.Node.Name).Distinct())}", stream, limit);
                boundaries.Add(boundary);
                foreach (var reader in group)
                {
                    reader.Boundary = boundary;
                }
            }
        }

        return boundaries;
    }

    private static string PortText(PlanStream stream) =>
        stream.Port < stream.Node.Ports.Count && stream.Node.Ports[stream.Port].Name is { Length: > 0 } name ? "." + name
        : stream.Schema.Name == "dead/1" ? ".error" : "";

    private static bool IsCut(PlanStream stream, PlanReader reader) =>
        stream.Stage is null || reader.Stage is null || stream.Stage.Segment != reader.Stage.Segment;

    private void SetLevels()
    {
        foreach (var stage in stages)
        {
            var isFirstOfNode = stage.Inputs.TrueForAll(i => !ReferenceEquals(i.Node, stage.Node));
            var cut = stage.Node.Buffer is not null && isFirstOfNode && !sinks.ContainsKey(stage.Node) ? 1 : 0;
            foreach (var input in stage.Inputs.Where(i => i.Stage is not null))
            {
                stage.Level = Math.Max(stage.Level, input.Stage!.Level + cut);
            }
        }
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
