using StreamEngine.Bench.Benchmarks;
using StreamEngine.Bench.Frames;
using StreamEngine.Bench.Latencies;
using StreamEngine.Bench.Serving;
using StreamEngine.Bench.Starts;
using StreamEngine.Bench.Workers;
using StreamEngine.Bench.Workloads;
using StreamEngine.Bench.Workloads.Nexmark;
using StreamEngine.Bench.Workloads.Scores;

namespace StreamEngine.Bench;

/// <summary>Every benchmark there is.</summary>
internal static class AllBenchmarks
{
    /// <summary>In the order they are listed and run.</summary>
    public static IReadOnlyList<Benchmark> InOrder { get; } =
    [
        new MemoryBenchmark(),
        new BatchingBenchmark(),
        new BackPressureBenchmark(),
        new FusionBenchmark(),
        new ExpressionsBenchmark(),
        new BookBenchmark(),
        new BookUpdateBenchmark(),
        new FeaturesBenchmark(),
        new WindowsBenchmark(),
        new CaptureBenchmark(),
        new ErrorStudyBenchmark(),
        new EpisodesBenchmark(),
        new DetectionsBenchmark(),
        new FuzzYamlBenchmark(),
        new AttacksBenchmark(),
        new BigFileBenchmark(),
        new EditorBenchmark(),
        new CountsBenchmark(),
        new ArrowBenchmark(),
        new FuzzArrowBenchmark(),
        new TapBenchmark(),
        new LiveBenchmark(),
        new QuietBenchmark(),
        new ServeBenchmark(),
        new JoinsBenchmark(),
        new OracleBenchmark(),
        new NexmarkBenchmark(),
        new PacingBenchmark(),
        new SeekBenchmark(),
        new ChangedValueBenchmark(),
        new MapsWorkload(),
        new BarsWorkload(),
        new BookWorkload(readsLevels: false),
        new BookWorkload(readsLevels: true),
        new JoinBackWorkload(),
        new FileWorkload(),
        new MergeWorkload(),
        .. NexmarkQuery.All.Select(query => new NexmarkWorkload(query)),
        new FramesWorkload(isDepth: true),
        new FramesWorkload(isDepth: false),
        new ScoreWorkload(),
        new LatencyBenchmark(),
        new StartBenchmark(),
        new WorkersBenchmark(),
    ];
}
