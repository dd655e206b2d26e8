using System.Diagnostics;
using StreamEngine.Data;

namespace StreamEngine.Replay.Verification;

/// <summary>Reads a recording under the conditions its rows must not depend on: batch sizes, and paces of playing.</summary>
public static class RecordingMatrix
{
    /// <summary>Name of the only sink.</summary>
    public const string Sink = "rows";

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">It is cut off or damaged.</exception>
    public static async Task<IReadOnlyList<RunOutcome>> Run(IBatchRecording recording, MatrixOptions options, Action<RunOutcome>? progress = null)
    {
        var outcomes = new List<RunOutcome>();
        RecordedSpan? span = null;
        foreach (var batch in options.Batches)
        {
            var (outcome, found) = await One(recording, new RunConditions(batch, 1, PlaySpeed.Max, null, options.Build, options.Gc), options.Clock, null);
            span = found;
            Take(outcome);
        }

        if (span is null)
        {
            return outcomes;
        }

        foreach (var pace in options.Paces)
        {
            var most = options.Longest.TotalNanoseconds * pace.Speed.Factor;
            var stretch = pace.Stretch ?? (span.Length > most ? (long)most : null);
            foreach (var speed in stretch is null ? [pace.Speed] : new[] { PlaySpeed.Max, pace.Speed })
            {
                Take((await One(recording, new RunConditions(ReadScope.UsualBatch, 1, speed, stretch, options.Build, options.Gc), options.Clock, span.First + stretch)).Outcome);
            }
        }

        return outcomes;

        void Take(RunOutcome outcome)
        {
            outcomes.Add(outcome with { Recordings = new Dictionary<string, string> { [Sink] = recording.File } });
            progress?.Invoke(outcomes[^1]);
        }
    }

    private static async Task<(RunOutcome Outcome, RecordedSpan? Span)> One(IBatchRecording recording, RunConditions conditions, TimeProvider clock, long? end)
    {
        var started = Stopwatch.GetTimestamp();
        using var hash = new ContentHash(recording.Schema);
        RecordedSpan? span = null;
        var scope = ReadScope.Of(new RefusedRows()) with { BatchMax = conditions.Batch };
        await foreach (var batch in Played.Rows(recording, TimeRange.All, conditions.Speed, scope, clock))
        {
            using (batch)
            {
                var count = batch.Count;
                while (count > 0 && batch.At(count - 1) >= end)
                {
                    count--;
                }

                if (count > 0)
                {
                    using var taken = batch.Slice(0, count, batch.Frontier);
                    hash.Add(taken);
                    span = new RecordedSpan(span?.First ?? batch.At(0), batch.At(count - 1));
                }

                if (count < batch.Count)
                {
                    break;
                }
            }
        }

        return (new RunOutcome(conditions, [new SinkOutcome(Sink, hash.Rows, hash.Hex(), null)], null, Stopwatch.GetElapsedTime(started)), span);
    }
}
