using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>
/// The right rows of a join by key and event time. Stream time T leaves those with ts ≥ T − horizon; of a key only the newest <paramref name="keep"/> where that is set. Rows that come many at a time wait in a log: most are
/// never looked for, and leave from there.
/// </summary>
internal sealed class KeyedTimes(RowStore rows, long horizon, int keep)
{
    private const int LeastBetweenSweeps = 256;

    private static readonly TimeLine Nothing = new();

    private readonly List<TimeLine> _lines = [];
    private readonly TimeLog _log = new();
    private NewestTime[] _newest = [];
    private long _floor = long.MinValue;
    private int _sinceSweep;

    /// <summary>Least event time that is still seen at a stream time.</summary>
    public long Floor(long at) => EventTime.Before(at, horizon);

    /// <summary>The rows of a key.</summary>
    public TimeLine Of(int key)
    {
        Sort();
        return key < _lines.Count ? _lines[key] : Nothing;
    }

    /// <summary>
    /// By key, for keys up to before <paramref name="count"/>, the row with the greatest event time: the last of them in stream order. It may have been dropped since, but then it is below the floor. Who takes rows in by
    /// themselves writes it first, and then adds them (<see cref="Add(ReadOnlySpan{SideRow}, int)"/>).
    /// </summary>
    public Span<NewestTime> Newest(int count)
    {
        if (count > _newest.Length)
        {
            var old = _newest.Length;
            Array.Resize(ref _newest, Math.Max(count, old * 2));
            _newest.AsSpan(old).Fill(NewestTime.None);
        }

        return _newest;
    }

    /// <summary>Adds a row that came at a stream time.</summary>
    public void Add(int key, long ts, int slot, long at)
    {
        Sort();
        Reserve(key);
        Add(_lines[key], ts, slot, at);
        Note(key, ts, slot);
        _sinceSweep++;
    }

    /// <summary>Adds rows whose <see cref="Newest"/> was written.</summary>
    /// <param name="added">The rows.</param>
    /// <param name="mostKey">The greatest ordinal among their keys, or of rows that follow.</param>
    public void Add(ReadOnlySpan<SideRow> added, int mostKey)
    {
        if (added.Length == 0)
        {
            return;
        }

        Reserve(mostKey);
        _sinceSweep += added.Length;
        if (keep == int.MaxValue)
        {
            _floor = Floor(added[^1].At);
            _log.Drop(_floor, rows);
            _log.Add(added);
            return;
        }

        foreach (ref readonly var row in added)
        {
            Add(_lines[row.Key], row.Ts, row.Slot, row.At);
        }
    }

    /// <summary>Drops what keys without new rows still hold, now and then: the cost is that of the rows added.</summary>
    public void Sweep()
    {
        if (_sinceSweep > Math.Max(LeastBetweenSweeps, _lines.Count))
        {
            DropAll();
        }
    }

    /// <summary>Writes times and rows.</summary>
    public void Save(StateWriter state)
    {
        Sort();
        DropAll();
        state.Write("floor", _floor);
        state.Write("counts", _lines.Select(l => l.Count).ToArray());
        state.Write("times", _lines.SelectMany(l => l.Times.ToArray()).ToArray());
        rows.Save(state, _lines.SelectMany(l => l.Slots.ToArray()).ToArray());
    }

    /// <summary>Takes over times and rows.</summary>
    public void Load(StateReader state)
    {
        _floor = state.Read<long>("floor");
        _lines.Clear();
        _log.Clear();
        _newest = [];
        var counts = state.Read<int[]>("counts");
        var times = state.Read<long[]>("times");
        var slot = 0;
        foreach (var count in counts)
        {
            var line = new TimeLine();
            for (var i = 0; i < count; i++)
            {
                line.Add(times[slot], ++slot);
                Note(_lines.Count, times[slot - 1], slot);
            }

            _lines.Add(line);
        }

        rows.Load(state);
    }

    /// <summary>Puts what waits in the log in its place.</summary>
    private void Sort()
    {
        foreach (ref readonly var row in _log.Rows)
        {
            var line = _lines[row.Key];
            Drop(line);
            line.Add(row.Ts, row.Slot);
        }

        _log.Clear();
    }

    private void Reserve(int key)
    {
        while (_lines.Count <= key)
        {
            _lines.Add(new TimeLine());
        }
    }

    private void Add(TimeLine line, long ts, int slot, long at)
    {
        _floor = Floor(at);
        Drop(line);
        line.Add(ts, slot);
        if (line.Count > keep)
        {
            rows.Free(line.RemoveFirst());
        }
    }

    private void Note(int key, long ts, int slot)
    {
        ref var newest = ref Newest(key + 1)[key];
        if (ts >= newest.Ts)
        {
            newest = new NewestTime { Ts = ts, Slot = slot };
        }
    }

    private void DropAll()
    {
        _sinceSweep = 0;
        foreach (var line in _lines)
        {
            Drop(line);
        }
    }

    private void Drop(TimeLine line)
    {
        while (line.First < _floor)
        {
            rows.Free(line.RemoveFirst());
        }
    }
}
