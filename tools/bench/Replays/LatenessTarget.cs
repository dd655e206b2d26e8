using StreamEngine.Data;
using StreamEngine.Replay.Playing;

namespace StreamEngine.Bench.Replays;

/// <summary>
/// Takes rows that are played and notes how late each is. The plan is made once, with the first row: the instant at which playing began, and from there each row as long behind the first as it was recorded,
/// divided by the speed. Later rows are held against that and the clock, whatever the playing thinks is due.
/// </summary>
internal sealed class LatenessTarget(TimeProvider clock, double speed) : IPlayTarget
{
    private long _begun;
    private long? _first;
    private double _behind;

    /// <summary>The playing whose rows it takes.</summary>
    public Playback? Of { get; set; }

    /// <summary>Microseconds by row, negative when early.</summary>
    public List<double> LatenessUs { get; } = [];

    /// <summary>From the first row to the last.</summary>
    public double Seconds { get; private set; }

    /// <inheritdoc/>
    public bool MayRunBack => false;

    /// <inheritdoc/>
    public ValueTask Give(PlayedFile from, Batch rows, CancellationToken stop)
    {
        using (rows)
        {
            var now = clock.GetTimestamp();
            if (_first is null)
            {
                (_begun, _first) = (now, rows.At(0));
                _behind = (Of!.Due - rows.At(0)) / 1e9 / speed; // the first row itself is late by the time it took to come here
            }

            Seconds = clock.GetElapsedTime(_begun, now).TotalSeconds;
            for (var i = 0; i < rows.Count; i++)
            {
                LatenessUs.Add((Seconds + _behind - ((rows.At(i) - _first.Value) / 1e9 / speed)) * 1e6);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask Flush() => ValueTask.CompletedTask;
}
