using System.Diagnostics;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Replay.Verification;

/// <summary>Runs a pipeline over its recording once under given conditions, with everything it writes going into a folder of the run.</summary>
internal static class VerifiedRun
{
    /// <summary>Runs a pipeline that was bound for this run alone.</summary>
    /// <param name="bound">The pipeline.</param>
    /// <param name="conditions">How.</param>
    /// <param name="folder">Where it writes.</param>
    /// <param name="clock">The clock that paces.</param>
    /// <param name="span">From when to when the recording goes; null when it is not known yet, in a run of the whole at full speed.</param>
    /// <returns>What it gave, and from when to when its rows went; null without rows.</returns>
    public static async Task<(RunOutcome Outcome, RecordedSpan? Span)> Of(BoundPipeline bound, RunConditions conditions, string folder, TimeProvider clock, RecordedSpan? span)
    {
        var sinks = new List<VerifiedSink>();
        var nodes = bound.Nodes.Select(node => node is { IsSink: true, Ports.Count: 0 } ? Verified(bound, node, Path.Combine(folder, $"{sinks.Count + 1}"), sinks) : node).ToList();
        var pacer = new Pacer(clock, conditions.Speed);
        if (span is not null)
        {
            pacer.Start(span.First);
        }

        var sources = bound.Nodes.Where(n => n.IsSource).ToDictionary(n => n.Name, n => new PacedSource((Source)n.Instance!, pacer, span?.First + conditions.Stretch));
        using var workers = new WorkerThreads(conditions.Workers);
        var options = new RunOptions { Clock = clock, IsReplay = true, BatchMax = conditions.Batch, Scheduler = workers, StandIns = sources.ToDictionary(s => s.Key, s => (Source)s.Value) };
        var started = Stopwatch.GetTimestamp();
        string? failure;
        await using (var run = Run.Open(Planner.Make(bound with { Nodes = nodes }, conditions.Workers), options))
        {
            var summary = await run.Execute();
            failure = summary.Failure?.Message ?? (summary.Unaccounted.Count > 0 ? $"rows without a fate: {string.Join("; ", summary.Unaccounted)}" : null);
        }

        var outcome = new RunOutcome(conditions, failure is null ? [.. sinks.Select(s => s.Outcome!)] : [], failure, Stopwatch.GetElapsedTime(started))
        {
            Recordings = failure is null ? sinks.ToDictionary(s => s.Node, s => s.Recording) : new Dictionary<string, string>(),
        };
        var (first, last) = (sources.Values.Min(s => s.First), sources.Values.Max(s => s.Last));
        return (outcome, first is null ? null : new RecordedSpan(first.Value, last!.Value));
    }

    private static BoundNode Verified(BoundPipeline bound, BoundNode node, string folder, List<VerifiedSink> sinks)
    {
        var sink = new VerifiedSink(node, folder, bound.LatenessNs);
        sinks.Add(sink);
        return node with { Instance = sink, Reads = [VerifiedSink.Input(node).Fields.Select(f => f.Name).ToHashSet()] };
    }
}
