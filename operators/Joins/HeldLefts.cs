using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Joins;

/// <summary>Left rows that wait for right rows still to come: by the stream time at which they are joined; those of one instant by key (UTF-8 bytes), then in the order they came.</summary>
internal sealed class HeldLefts(RowStore rows, KeyTable keys)
{
    private readonly KeyOrder _order = new(keys);
    private readonly TimeLine _due = new();
    private readonly List<HeldLeft> _now = [];
    private long[] _ts = [];
    private int[] _keys = [];

    /// <summary>Stream time of the next join.</summary>
    public long NextDue => _due.First;

    public void Add(Data.Batch batch, int row, int key, long ts, long due)
    {
        var slot = rows.Add(batch, row);
        if (slot >= _ts.Length)
        {
            Array.Resize(ref _ts, rows.Room);
            Array.Resize(ref _keys, rows.Room);
        }

        (_ts[slot], _keys[slot]) = (ts, key);
        _due.Add(due, slot);
    }

    /// <summary>Takes the rows that are due, in order; each slot is the caller's to free.</summary>
    public IReadOnlyList<HeldLeft> Take(long at)
    {
        _now.Clear();
        while (_due.First <= at && _due.Count > 0)
        {
            var slot = _due.RemoveFirst();
            _now.Add(new HeldLeft(slot, _keys[slot], _ts[slot], _now.Count));
        }

        if (_now.Count > 1 && keys.IsKeyed)
        {
            _now.Sort(ByKey);
        }

        return _now;
    }

    public void Save(StateWriter state)
    {
        var slots = _due.Slots.ToArray();
        state.Write("due", _due.Times.ToArray());
        state.Write("ts", slots.Select(s => _ts[s]).ToArray());
        state.Write("key", slots.Select(s => _keys[s]).ToArray());
        rows.Save(state, slots);
    }

    public void Load(StateReader state)
    {
        var due = state.Read<long[]>("due");
        _ts = [0, .. state.Read<long[]>("ts")];
        _keys = [0, .. state.Read<int[]>("key")];
        for (var i = 0; i < due.Length; i++)
        {
            _due.Add(due[i], i + 1);
        }

        rows.Load(state);
    }

    /// <summary>When a row that came at a stream time is joined: once stream time is a span past its event time, and not before it came.</summary>
    public static long Due(long ts, long span, long at) => Math.Max(at, Math.Min(StreamTime.End, EventTime.After(ts, span)));

    private int ByKey(HeldLeft a, HeldLeft b)
    {
        var order = a.Key == b.Key ? 0 : _order.Compare(a.Key, b.Key);
        return order != 0 ? order : a.Order.CompareTo(b.Order);
    }
}
