using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Flow;

/// <summary>At most one timer a key, where a timer that is set is never before one that stands: all in O(1).</summary>
internal sealed class KeyTimers(KeyTable keys)
{
    private readonly KeyOrder _order = new(keys);
    private readonly LinkedList<(int Key, long Due)> _timers = new();
    private readonly List<LinkedListNode<(int Key, long Due)>?> _ofKey = [];
    private readonly List<int> _due = [];

    /// <summary>The earliest; <see cref="StreamTime.Never"/> for none.</summary>
    public long Next => _timers.First?.Value.Due ?? StreamTime.Never;

    /// <summary>Sets the timer of a key, in the place of the one it has.</summary>
    public void Set(int key, long due)
    {
        while (_ofKey.Count <= key)
        {
            _ofKey.Add(null);
        }

        if (_ofKey[key] is { } timer)
        {
            _timers.Remove(timer);
            timer.Value = (key, due);
            _timers.AddLast(timer);
        }
        else
        {
            _ofKey[key] = _timers.AddLast((key, due));
        }
    }

    /// <summary>Takes the timer of a key away.</summary>
    public void Clear(int key)
    {
        if (key < _ofKey.Count && _ofKey[key] is { } timer)
        {
            _timers.Remove(timer);
            _ofKey[key] = null;
        }
    }

    /// <summary>Takes all timers away.</summary>
    public void Clear()
    {
        _timers.Clear();
        _ofKey.Clear();
    }

    /// <summary>Takes away the timers that are due and gives their keys in key order; valid until the next call.</summary>
    public IReadOnlyList<int> TakeDue(long at)
    {
        _due.Clear();
        while (_timers.First is { } timer && timer.Value.Due <= at)
        {
            _due.Add(timer.Value.Key);
            Clear(timer.Value.Key);
        }

        _due.Sort(_order);
        return _due;
    }

    /// <summary>Writes the timers.</summary>
    /// <returns>Their keys, in the order written.</returns>
    public IReadOnlyList<int> Save(StateWriter state)
    {
        var keys = _timers.Select(t => t.Key).ToArray();
        state.Write("keys", keys);
        state.Write("due", _timers.Select(t => t.Due).ToArray());
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
}
