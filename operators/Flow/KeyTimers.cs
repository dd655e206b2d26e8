using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Flow;

/// <summary>At most one timer a key, where a timer that is set is never before one that stands: all in O(1).</summary>
internal sealed class KeyTimers(KeyTable keys)
{
    private const int None = -1;
    private const int FewestRoom = 16;

    private readonly KeyOrder _order = new(keys);
    private readonly List<int> _taken = [];
    private Timer[] _ofKey = []; // a chain in order of time
    private int _first = None;
    private int _last = None;

    /// <summary>The earliest; <see cref="StreamTime.Never"/> for none.</summary>
    public long Next => _first == None ? StreamTime.Never : _ofKey[_first].Due;

    /// <summary>Sets the timer of a key, in the place of the one it has.</summary>
    public void Set(int key, long due)
    {
        if (key >= _ofKey.Length)
        {
            var room = _ofKey.Length;
            Array.Resize(ref _ofKey, Math.Max(FewestRoom, Math.Max(key + 1, 2 * room)));
            _ofKey.AsSpan(room).Fill(new Timer(StreamTime.Never, None, None));
        }

        Clear(key);
        _ofKey[key] = new Timer(due, _last, None);
        if (_last == None)
        {
            _first = key;
        }
        else
        {
            _ofKey[_last].After = key;
        }

        _last = key;
    }

    /// <summary>Takes the timer of a key away.</summary>
    public void Clear(int key)
    {
        if (key >= _ofKey.Length || _ofKey[key].Due == StreamTime.Never)
        {
            return;
        }

        var (_, before, after) = _ofKey[key];
        _ofKey[key] = new Timer(StreamTime.Never, None, None);
        if (before == None)
        {
            _first = after;
        }
        else
        {
            _ofKey[before].After = after;
        }

        if (after == None)
        {
            _last = before;
        }
        else
        {
            _ofKey[after].Before = before;
        }
    }

    /// <summary>Takes all timers away.</summary>
    public void Clear()
    {
        _ofKey = [];
        (_first, _last) = (None, None);
    }

    /// <summary>Takes away the timers that are due and gives their keys in key order; valid until the next call.</summary>
    public IReadOnlyList<int> TakeDue(long at)
    {
        _taken.Clear();
        while (Next <= at && _first != None)
        {
            _taken.Add(_first);
            Clear(_first);
        }

        _order.Sort(_taken);
        return _taken;
    }

    /// <summary>Writes the timers.</summary>
    /// <returns>Their keys, in the order written.</returns>
    public IReadOnlyList<int> Save(StateWriter state)
    {
        var keys = new List<int>();
        for (var key = _first; key != None; key = _ofKey[key].After)
        {
            keys.Add(key);
        }

        state.Write("keys", keys.ToArray());
        state.Write("due", keys.Select(k => _ofKey[k].Due).ToArray());
        return keys;
    }

    /// <summary>Takes over saved timers.</summary>
    /// <returns>Their keys, in the order written.</returns>
    public IReadOnlyList<int> Load(StateReader state)
    {
        Clear();
        var keys = state.Read<int[]>("keys");
        var due = state.Read<long[]>("due");
        for (var i = 0; i < keys.Length; i++)
        {
            Set(keys[i], due[i]);
        }

        return keys;
    }

    private record struct Timer(long Due, int Before, int After);
}
