using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// Tells a source which of its deliveries have been worked off. A delivery is, once every sink it reaches has written up to a frontier beyond its last row: each operator forwards the frontier behind what it makes of the rows
/// before it (DESIGN § 4), so nothing that the delivery caused is under way any more.
/// </summary>
/// <param name="source">Who is told.</param>
/// <param name="sinks">Sinks that its rows reach.</param>
internal sealed class Completion(Source source, int sinks)
{
    private readonly Lock _lock = new();
    private readonly long[] _written = [.. Enumerable.Repeat(StreamTime.Start, sinks)];
    private readonly Queue<long> _open = new();
    private long _delivered;
    private long _completed;

    /// <summary>A batch is about to be handed over, with the stamps it has on its edges. One without rows may stand for rows that failed, which came before its frontier.</summary>
    public void Deliver(Batch batch)
    {
        lock (_lock)
        {
            _delivered++;
            _open.Enqueue(batch.Count > 0 ? batch.At(batch.Count - 1) + 1 : batch.Frontier);
        }
    }

    /// <summary>A sink has written everything before a frontier.</summary>
    public void Write(int sink, long frontier)
    {
        lock (_lock)
        {
            if (frontier <= _written[sink])
            {
                return;
            }

            _written[sink] = frontier;
            var all = _written.Min();
            var before = _completed;
            while (_open.TryPeek(out var beyond) && beyond <= all)
            {
                _open.Dequeue();
                _completed++;
            }

            if (_completed > before)
            {
                source.Completed(_completed);
            }
        }
    }

    /// <summary>Every sink has ended without a failure.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            _open.Clear();
            _completed = _delivered;
            source.Completed(_completed);
        }
    }
}
