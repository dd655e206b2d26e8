using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Windows;

/// <summary>The windows of all keys, by ordinal, and which are due next.</summary>
/// <param name="make">Makes the windows of a key.</param>
internal sealed class OpenWindows(Func<KeyWindows> make)
{
    private readonly DueKeys _due = new();
    private readonly List<KeyWindows?> _windows = []; // none of a key without open windows
    private readonly Stack<KeyWindows> _free = new();
    private OpenPane[] _panes = [];

    /// <summary>Stream time at which the first is due; <see cref="StreamTime.Never"/> for none.</summary>
    public long Next => _due.Next;

    /// <summary>Keys so far.</summary>
    public int Count => _windows.Count;

    /// <summary>Whether a key has rows in open windows.</summary>
    public bool IsOpen(int key) => _windows[key]?.IsOpen ?? false;

    /// <summary>The windows of a key.</summary>
    public KeyWindows Of(int key)
    {
        while (_windows.Count <= key)
        {
            _windows.Add(null);
            _due.Reserve(_windows.Count - 1);
        }

        return _windows[key] ??= _free.TryPop(out var free) ? free : make();
    }

    /// <summary>By key, for keys up to before <paramref name="count"/>, the pane its next rows are likely to be for.</summary>
    public ReadOnlySpan<OpenPane> Panes(int count)
    {
        var old = _panes.Length;
        if (count > old)
        {
            Array.Resize(ref _panes, Math.Max(count, old * 2));
            for (var key = old; key < _windows.Count; key++)
            {
                Look(key);
            }
        }

        return _panes;
    }

    /// <summary>The windows of a key took a row.</summary>
    public void Look(int key)
    {
        if (key < _panes.Length)
        {
            _panes[key] = _windows[key]?.Open ?? default;
        }
    }

    /// <summary>Closes what is due of a key.</summary>
    public void Fire(int key, long at, WindowResults results)
    {
        var windows = _windows[key]!;
        windows.Fire(at, results);
        if (windows.IsIdle)
        {
            _windows[key] = null;
            windows.Restart();
            _free.Push(windows);
        }
        else
        {
            _due.Advance(key, windows.Due);
        }

        Look(key);
    }

    /// <summary>Puts a key into the queue when it is due earlier than it stands there: to be called when it opened a window.</summary>
    public void Queue(int key) => _due.Advance(key, _windows[key]!.Due);

    /// <summary>Takes the keys that are due out of the queue, in no order.</summary>
    public void TakeDue(long at, List<int> keys) => _due.Take(at, keys);

    /// <summary>The input has ended.</summary>
    public void End()
    {
        for (var key = 0; key < _windows.Count; key++)
        {
            _windows[key]?.End();
            if (_windows[key]?.Due == StreamTime.Never)
            {
                _due.Clear(key);
            }
        }
    }

    public void Save(StateWriter to)
    {
        to.Write("windows", _windows.Count);
        to.Write("keys", Enumerable.Range(0, _windows.Count).Where(key => _windows[key] is not null).ToArray());
        foreach (var windows in _windows)
        {
            windows?.Save(to);
        }
    }

    public void Load(StateReader from)
    {
        _windows.Clear();
        _panes = [];
        _due.Clear();
        var count = from.Read<int>("windows");
        foreach (var key in from.Read<int[]>("keys"))
        {
            Of(key).Load(from);
            Queue(key);
        }

        while (_windows.Count < count)
        {
            _windows.Add(null);
            _due.Reserve(_windows.Count - 1);
        }
    }
}
