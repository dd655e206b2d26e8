using StreamEngine.Runtime;

namespace StreamEngine.Cli.Serving;

/// <summary>Looks at a run twice a second, so that whoever asks how it goes is told at once, and of the same second.</summary>
internal sealed class RunWatch : IAsyncDisposable
{
    private const int Kept = 3;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly Run _run;
    private readonly TimeProvider _clock;
    private readonly Queue<(long At, RunView View)> _seen = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Task _looking;
    private volatile RunSample _sample;

    private RunWatch(Run run, TimeProvider clock, RunView first)
    {
        (_run, _clock) = (run, clock);
        _sample = Take(first);
        _looking = LookOn();
    }

    /// <summary>The newest sample.</summary>
    public RunSample Sample => _sample;

    /// <summary>A new look, with the pace of the newest sample.</summary>
    public async Task<RunSample> Look() => new(_clock.GetUtcNow(), await _run.Look(), _sample.Pace);

    /// <summary>Begins to look.</summary>
    public static async Task<RunWatch> Begin(Run run, TimeProvider clock) => new(run, clock, await run.Look());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _looking;
        _over.Dispose();
    }

    private async Task LookOn()
    {
        using var timer = new PeriodicTimer(Every, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                _sample = Take(await _run.Look());
            }
        }
        catch (OperationCanceledException)
        {
            // the run is over
        }
    }

    private RunSample Take(RunView view)
    {
        var now = _clock.GetTimestamp();
        _seen.Enqueue((now, view));
        if (_seen.Count > Kept)
        {
            _seen.Dequeue();
        }

        var (at, before) = _seen.Peek();
        return new RunSample(_clock.GetUtcNow(), view, new RunPace(before, view, _clock.GetElapsedTime(at, now)));
    }
}
