using System.Globalization;

namespace StreamEngine.Models;

/// <summary>Watches the calls of a model: one that takes longer than the deadline is told to end, and its rows are not answered.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly TimeSpan _longest;
    private readonly ModelSession _session;
    private readonly ITimer _alarm;
    private readonly Lock _gate = new();
    private long _started;
    private bool _isRunning;

    /// <param name="clock">The run's clock.</param>
    /// <param name="longestNs">The deadline.</param>
    /// <param name="session">What is told to end.</param>
    public CallDeadline(TimeProvider clock, long longestNs, ModelSession session)
    {
        _clock = clock;
        _longest = TimeSpan.FromTicks(longestNs / 100);
        _session = session;
        _alarm = clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A call begins.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _isRunning = true;
        }

        _started = _clock.GetTimestamp();
        _alarm.Change(_longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The call has ended; what is wrong, where it took too long.</summary>
    public string? Passed()
    {
        var took = _clock.GetElapsedTime(_started);
        _alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            _isRunning = false;
            _session.IsEnding = false;
        }

        return took <= _longest ? null
            : string.Create(CultureInfo.InvariantCulture, $"the call of the model took longer than its deadline of {_longest.TotalMilliseconds:0.####} ms");
    }

    /// <inheritdoc/>
    public void Dispose() => _alarm.Dispose();

    // a late alarm finds the call ended, and does not end the next one unless that, too, is beyond its deadline
    private void Ring()
    {
        lock (_gate)
        {
            if (_isRunning && _clock.GetElapsedTime(_started) >= _longest)
            {
                _session.IsEnding = true;
            }
        }
    }
}
