using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Makes the stages, edges and pumps of a plan and connects them with Rx.</summary>
internal sealed class RunBuilder
{
    private readonly Plan _plan;
    private readonly RunOptions _options;
    private readonly RunWiring _wiring;
    private readonly StageBuilder _stages;
    private readonly ShardBuilder _shards;
    private readonly LoopBuilder _loops;
    private readonly PumpBuilder _pumps;
    private readonly Dictionary<PlanStage, StageClock> _clocks = [];

    public RunBuilder(Plan plan, RunOptions options)
    {
        _plan = plan;
        _options = options;
        _wiring = new RunWiring(plan, options);
        _stages = new StageBuilder(_wiring);
        _shards = new ShardBuilder(_wiring);
        _loops = new LoopBuilder(_wiring);
        _pumps = new PumpBuilder(_wiring);
    }

    public RunParts Build()
    {
        foreach (var boundary in _plan.Boundaries)
        {
            _wiring.Edges[boundary] = new Edge(boundary.Name, boundary.From.Schema, boundary.Limit.Rows, boundary.Limit.Bytes, boundary.Limit.Policy, _options.Scheduler, isEager: !_options.IsReplay);
        }

        foreach (var stage in _plan.Stages)
        {
            var made = Make(stage);
            _wiring.Stages[stage] = _stages.Measured(stage, _options.Around?.Invoke(stage, made) ?? made);
        }

        foreach (var answers in _plan.Stages.Where(s => s.Kind == PlanStageKind.Answers))
        {
            _loops.SetBefore(answers);
        }

        var segments = Enumerable.Range(1, _plan.Segments).Select(MakeSegment).ToList();
        var sources = _plan.Sources.Select(s => _pumps.MakePump(s.Key, s.Value)).ToList();
        var sinks = _plan.Sinks.Select(s => (s.Key, _pumps.MakePump(s.Key, s.Value))).ToList();
        _pumps.Complete(sinks);
        var merges = _plan.Stages.Where(s => _wiring.Stages[s].Merge is not null).Select(s => new WatchedMerge(s.Node, s.Inputs, _wiring.Stages[s].Merge!, s.Segment));
        return new RunParts(sources, segments, sinks, [.. _wiring.Edges.Values], _wiring.Counters, _wiring.Taps, [.. merges], _wiring.Operators, _wiring.Fronts, _wiring.Workers, _wiring.Edges, _wiring.View);
    }

    private Segment MakeSegment(int number)
    {
        var time = _options.MeasuresTime ? new ActorTime(_options.Clock) : null;
        var segment = new Segment(_options, _pumps.Live) { Time = time };
        if (time is not null)
        {
            _wiring.View.Segments.Add(time);
            var clock = new StageClock(_options.Clock);
            foreach (var stage in _plan.Stages.Where(s => s.Segment == number))
            {
                _clocks.Add(stage, clock);
                _wiring.View.Stages.Add(stage, clock.NewStage(stage.Nodes.Count()));
            }
        }

        foreach (var stage in _plan.Stages.Where(s => s.Segment == number))
        {
            segment.AddStage(_wiring.Stages[stage]);
            foreach (var output in stage.Outputs.Where(_wiring.Outlets.ContainsKey))
            {
                Connect(segment, output);
            }
        }

        foreach (var (boundary, edge) in _wiring.Edges)
        {
            var readers = boundary.From.Readers.Where(r => ReferenceEquals(r.Boundary, boundary) && r.Stage?.Segment == number).ToList();
            if (readers.Count > 0)
            {
                segment.AddInlet(edge, [.. readers.Select(r => (IObserver<Batch>)InletOf(r))]);
            }
        }

        return segment;
    }

    private void Connect(Segment segment, PlanStream stream)
    {
        var outlet = _wiring.Outlets[stream];
        foreach (var reader in stream.Readers.Where(r => r.Boundary is null))
        {
            outlet.Stream.Subscribe(InletOf(reader));
        }

        foreach (var boundary in stream.Readers.Select(r => r.Boundary).OfType<PlanBoundary>().Distinct())
        {
            outlet.Stream.Subscribe(new EdgeObserver(_wiring.Edges[boundary], _options.Pool));
            segment.AddOutlet(_wiring.Edges[boundary]);
        }
    }

    private StageInlet InletOf(PlanReader reader) =>
        new(_wiring.Stages[reader.Stage!], reader.Inlet, _clocks.GetValueOrDefault(reader.Stage!), _wiring.View.Stages.GetValueOrDefault(reader.Stage!));

    private IStage Make(PlanStage stage) => stage.Kind switch
    {
        PlanStageKind.Merge => _stages.MakeMerge(stage),
        PlanStageKind.Program => _stages.MakeProgram(stage),
        PlanStageKind.Answers => _loops.MakeAnswers(stage),
        PlanStageKind.Split => _shards.MakeSplit(stage),
        PlanStageKind.Gather => _shards.MakeGather(stage),
        PlanStageKind.Operator when stage.Worker > 0 => _shards.MakeWorker(stage),
        _ => _stages.MakeOperator(stage),
    };
}
