using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>A sink that stalls: how far its source runs on, what is queued, memory, and that nothing is lost.</summary>
internal sealed class BackPressureBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "backpressure";

    /// <inheritdoc/>
    public override string What => "a sink that stalls behind an unpaced source";

    /// <inheritdoc/>
    public override string Options => "--seconds 60 --rows 3_000_000";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var events = arguments.Number("rows", 3_000_000);
        var stall = TimeSpan.FromSeconds(arguments.Number("seconds", 60));
        var (expectedRows, expectedHash) = await Unstalled(events);

        var probe = Probe.New("stalled");
        var (hash, stalled) = (0UL, false);
        var during = new List<(long Read, long Resident, IReadOnlyList<EdgeState> Edges)>();
        var (readBefore, residentBefore) = (0L, 0L);
        Run running = null!;
        probe.OnBatch = async (batch, stop) =>
        {
            hash = Figures.Hash(hash, batch, ["notional"]);
            if (stalled || probe.Rows < expectedRows / 3)
            {
                return;
            }

            stalled = true;
            (readBefore, residentBefore) = (running.Counters("exchange").In, Environment.WorkingSet);
            var begun = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(begun) < stall)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
                during.Add((running.Counters("exchange").In, Environment.WorkingSet, running.EdgeStates()));
            }
        };
        var summary = await Pipelines.Run(Pipelines.Plan(Nodes(events, "stalled")), null, run => running = run);
        var residentAfter = Environment.WorkingSet;

        report.Table(
            [["edge", "most queued in the stall", "most ever", "limit, rows", "limit, MiB"],
            .. summary.Edges.Select((edge, i) => new[]
            {
                edge.Name.Replace('→', '>'), Figures.Count(during.Max(d => d.Edges[i].Queued)), Figures.Count(edge.MostQueued), Figures.Count(edge.LimitRows), Figures.Mib(edge.LimitBytes),
            })]);
        report.Table(
            ["stall, s", Figures.Places(stall.TotalSeconds, 0)],
            ["rows the source read meanwhile", Figures.Count(during[^1].Read - readBefore)],
            ["of them in the last half of the stall", Figures.Count(during[^1].Read - during[during.Count / 2].Read)],
            ["resident before / most during / after, MiB", $"{Figures.Mib(residentBefore)} / {Figures.Mib(during.Max(d => d.Resident))} / {Figures.Mib(residentAfter)}"]);
        report.Check("rows at the sink = rows of the source", probe.Rows, summary.RowsIn);
        report.Check("rows at the sink = rows of a run that does not stall", probe.Rows, expectedRows);
        report.Check("their values, row by row", hash, expectedHash);
        report.Check("rows that do not add up at nodes and edges", summary.Unaccounted.Count, 0);
        report.Check("edges that held more than their limit and a batch", summary.Edges.Count(e => e.MostQueued > e.LimitRows + 1024), 0);
    }

    private static async Task<(long Rows, ulong Hash)> Unstalled(long events)
    {
        var probe = Probe.New("unstalled");
        var hash = 0UL;
        probe.OnBatch = (batch, _) =>
        {
            hash = Figures.Hash(hash, batch, ["notional"]);
            return ValueTask.CompletedTask;
        };
        await Pipelines.Run(Pipelines.Plan(Nodes(events, "unstalled")));
        return (probe.Rows, hash);
    }

    private static string Nodes(long events, string probe) => $$"""
        exchange: { market_simulator: { symbols: [BTCUSDT], rows: {{events}}, unpaced: true } }
        shaped:
          from: exchange.deltas
          select: |
            *
            notional = price * qty
        sink: { from: shaped, bench_count: {{probe}} }
        """;
}
