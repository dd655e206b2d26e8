using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>The right rows of a join by key and event time. Stream time T leaves those with ts ≥ T − horizon; of a key only the newest <paramref name="keep"/> where that is set.</summary>
internal sealed class KeyedTimes(RowStore rows, long horizon, int keep)
{
    private const int LeastBetweenSweeps = 256;

    private static readonly TimeLine Nothing = new();

    private readonly List<TimeLine> _lines = [];
    private long _floor = long.MinValue;
    private int _sinceSweep;

    /// <summary>Least event time that is still seen at a stream time.</summary>
    public long Floor(long at) => EventTime.Before(at, horizon);

    /// <summary>The rows of a key.</summary>
    public TimeLine Of(int key) => key < _lines.Count ? _lines[key] : Nothing;

    /// <summary>Adds a row that came at a stream time.</summary>
    public void Add(int key, long ts, int slot, long at)
    {
        while (_lines.Count <= key)
        {
            _lines.Add(new TimeLine());
        }

        var line = _lines[key];
        _floor = Floor(at);
        Drop(line);
        line.Add(ts, slot);
        if (line.Count > keep)
        {
            rows.Free(line.RemoveFirst());
        }

        _sinceSweep++;
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
        var counts = state.Read<int[]>("counts");
        var times = state.Read<long[]>("times");
        var slot = 0;
        foreach (var count in counts)
        {
            var line = new TimeLine();
            for (var i = 0; i < count; i++)
            {
                line.Add(times[slot], ++slot);
            }

            _lines.Add(line);
        }

        rows.Load(state);
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
