using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Windows;

/// <summary>The windows of all keys, by ordinal, and which are due next.</summary>
/// <param name="make">Makes the windows of a key.</param>
internal sealed class OpenWindows(Func<KeyWindows> make)
{
    private readonly PriorityQueue<int, long> _due = new();
    private readonly List<long> _queued = [];
    private readonly List<KeyWindows> _windows = [];

    /// <summary>Stream time at which the first is due; <see cref="StreamTime.Never"/> for none.</summary>
    public long Next => _due.TryPeek(out _, out var due) ? due : StreamTime.Never;

    /// <summary>Keys so far.</summary>
    public int Count => _windows.Count;

    /// <summary>The windows of a key that there is.</summary>
    public KeyWindows this[int key] => _windows[key];

    /// <summary>The windows of a key.</summary>
    public KeyWindows Of(int key)
    {
        while (_windows.Count <= key)
        {
            _windows.Add(make());
            _queued.Add(StreamTime.Never);
        }

        return _windows[key];
    }

    /// <summary>Puts a key into the queue when it is due earlier than it stands there: to be called when its windows have changed.</summary>
    public void Queue(int key)
    {
        var due = _windows[key].Due;
        if (due < _queued[key])
        {
            _queued[key] = due;
            _due.Enqueue(key, due);
        }

        Clean();
    }

    /// <summary>Takes the keys that are due out of the queue, in no order.</summary>
    public void TakeDue(long at, List<int> keys)
    {
        while (_due.TryPeek(out var key, out var due) && due <= at)
        {
            _due.Dequeue();
            if (_queued[key] == due)
            {
                _queued[key] = StreamTime.Never;
                keys.Add(key);
            }
        }
    }

    /// <summary>The input has ended.</summary>
    public void End()
    {
        for (var key = 0; key < _windows.Count; key++)
        {
            _windows[key].End();
            if (_windows[key].Due == StreamTime.Never)
            {
                _queued[key] = StreamTime.Never;
            }
        }

        Clean();
    }

    public void Save(StateWriter to)
    {
        to.Write("windows", _windows.Count);
        foreach (var windows in _windows)
        {
            windows.Save(to);
        }
    }

    public void Load(StateReader from)
    {
        _windows.Clear();
        _queued.Clear();
        _due.Clear();
        for (var left = from.Read<int>("windows"); left > 0; left--)
        {
            Of(_windows.Count).Load(from);
            Queue(_windows.Count - 1);
        }
    }

    /// <summary>Drops what stands first in the queue and is not meant any more.</summary>
    private void Clean()
    {
        while (_due.TryPeek(out var key, out var due) && _queued[key] != due)
        {
            _due.Dequeue();
        }
    }
}
