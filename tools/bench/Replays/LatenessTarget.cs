using StreamEngine.Data;
using StreamEngine.Replay.Playing;

namespace StreamEngine.Bench.Replays;

/// <summary>Takes rows that are played and notes how late each is: its time behind the first row, divided by the speed, against the clock.</summary>
internal sealed class LatenessTarget(TimeProvider clock, double speed) : IPlayTarget
{
    private long _begun;
    private long? _first;

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
            }

            Seconds = clock.GetElapsedTime(_begun, now).TotalSeconds;
            for (var i = 0; i < rows.Count; i++)
            {
                LatenessUs.Add((Seconds - ((rows.At(i) - _first.Value) / 1e9 / speed)) * 1e6);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask Flush() => ValueTask.CompletedTask;
}
