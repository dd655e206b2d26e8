using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>The newest row of each key that waits to leave. Of the rows of one view only the last of each key is copied.</summary>
internal sealed class LatestRows(RowShelf shelf)
{
    private const int None = -1;

    private readonly List<int> _slots = [];
    private readonly List<int> _lastOfView = [];
    private readonly List<int> _inView = [];

    /// <summary>Puts a row of the view in the place of the one its key holds, if any.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Put(int key, int i)
    {
        while (_slots.Count <= key)
        {
            _slots.Add(None);
            _lastOfView.Add(None);
        }

        var held = _slots[key] != None || _lastOfView[key] != None;
        if (_lastOfView[key] == None)
        {
            _inView.Add(key);
        }

        _lastOfView[key] = i;
        return held;
    }

    /// <summary>Copies what the view brought: it is given back when this returns.</summary>
    public void EndView(Rows rows)
    {
        foreach (var key in _inView)
        {
            var row = rows[_lastOfView[key]];
            _lastOfView[key] = None;
            if (_slots[key] == None)
            {
                _slots[key] = shelf.Add(rows.Batch, row);
            }
            else
            {
                shelf.Set(_slots[key], rows.Batch, row);
            }
        }

        _inView.Clear();
    }

    /// <summary>Appends the row of a key to the port's builders and keeps it.</summary>
    public void Append(int key) => shelf.Append(_slots[key]);

    /// <summary>Appends the row of a key to the port's builders and lets go of it.</summary>
    public void Take(int key)
    {
        shelf.Append(_slots[key]);
        shelf.Remove(_slots[key]);
        _slots[key] = None;
    }

    /// <summary>Writes the rows of some keys.</summary>
    public void Save(StateWriter state, IReadOnlyList<int> keys) => shelf.Save(state, [.. keys.Select(k => _slots[k])]);

    /// <summary>Takes over saved rows, of the keys they were saved for.</summary>
    public void Load(StateReader state, IReadOnlyList<int> keys)
    {
        _slots.Clear();
        _lastOfView.Clear();
        shelf.Load(state);
        for (var slot = 0; slot < keys.Count; slot++)
        {
            while (_slots.Count <= keys[slot])
            {
                _slots.Add(None);
                _lastOfView.Add(None);
            }

            _slots[keys[slot]] = slot;
        }
    }
}
