using StreamEngine.Graph;

namespace StreamEngine.Replay.Verification;

/// <summary>Runs a pipeline over its recording under all conditions its results must not depend on (DESIGN § 4, one answer).</summary>
/// <param name="bind">Binds the pipeline anew: operators hold what binding told them.</param>
/// <param name="options">Which conditions.</param>
public sealed class ReplayMatrix(Func<BoundPipeline> bind, MatrixOptions options)
{
    private const int UsualBatch = 1024;
    private const int UsualWorkers = 2;

    private readonly Dictionary<long, RunOutcome> _references = []; // by stretch, −1 for the whole
    private int _runs;

    /// <summary>Runs it. Runs of one stretch of the recording must agree; the first of each is what the others are compared with.</summary>
    /// <param name="progress">Told each run when it is over.</param>
    public async Task<IReadOnlyList<RunOutcome>> Run(Action<RunOutcome>? progress = null)
    {
        var outcomes = new List<RunOutcome>();
        RecordedSpan? span = null;
        foreach (var batch in options.Batches)
        {
            foreach (var workers in options.Workers)
            {
                var (outcome, found) = await One(Conditions(batch, workers, PlaySpeed.Max, null), span);
                span ??= found;
                Take(outcome);
            }
        }

        if (options.Paces.Count > 0 && span is not null)
        {
            // runs at a pace mostly wait: they wait together
            var paced = options.Paces.Select(p => Fitting(p, span.Length)).ToList();
            foreach (var stretch in paced.Select(p => p.Stretch).OfType<long>().Distinct())
            {
                Take((await One(Conditions(UsualBatch, UsualWorkers, PlaySpeed.Max, stretch), span)).Outcome);
            }

            foreach (var run in paced.Select(p => One(Conditions(UsualBatch, UsualWorkers, p.Speed, p.Stretch), span)).ToList())
            {
                Take((await run).Outcome);
            }
        }

        return outcomes;

        void Take(RunOutcome outcome)
        {
            outcomes.Add(Kept(outcome));
            progress?.Invoke(outcomes[^1]);
        }
    }

    private RunConditions Conditions(int batch, int workers, PlaySpeed speed, long? stretch) => new(batch, workers, speed, stretch, options.Build, options.Gc);

    private async Task<(RunOutcome Outcome, RecordedSpan? Span)> One(RunConditions conditions, RecordedSpan? span)
    {
        var folder = Path.Combine(options.Folder, $"run{Interlocked.Increment(ref _runs)}");
        return await Task.Run(() => VerifiedRun.Of(bind(), conditions, folder, options.Clock, span));
    }

    /// <summary>As asked; of a recording whose whole would take too long, the stretch that fits.</summary>
    private PacedStretch Fitting(PacedStretch pace, long length)
    {
        var most = options.Longest.TotalNanoseconds * pace.Speed.Factor;
        return pace.Stretch is null && length > most ? pace with { Stretch = (long)most } : pace;
    }

    /// <summary>What the run gave, with its files only where they are still needed.</summary>
    private RunOutcome Kept(RunOutcome outcome)
    {
        var reference = _references.TryAdd(outcome.Conditions.Stretch ?? -1, outcome) ? null : _references[outcome.Conditions.Stretch ?? -1];
        if (reference is null || !reference.Sinks.SequenceEqual(outcome.Sinks))
        {
            return outcome;
        }

        foreach (var recording in outcome.Recordings.Values)
        {
            Directory.Delete(Path.GetDirectoryName(recording)!, recursive: true);
        }

        return outcome with { Recordings = new Dictionary<string, string>() };
    }
}
