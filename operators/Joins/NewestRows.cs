using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>The newest row of each key, in stream order, for as long as it counts.</summary>
internal sealed class NewestRows(RowStore rows, long ttl)
{
    private NewestRow[] _byKey = [];

    /// <summary>The slot of a key's newest row at a stream time; 0 for none.</summary>
    public int Of(int key, long at)
    {
        if (key >= _byKey.Length)
        {
            return 0;
        }

        var newest = _byKey[key];
        return newest.Slot > 0 && newest.At >= EventTime.Before(at, ttl) ? newest.Slot : 0;
    }

    /// <summary>Takes a row in place of the one before; gives its slot.</summary>
    public int Set(int key, Batch batch, int row, long at)
    {
        if (key >= _byKey.Length)
        {
            Array.Resize(ref _byKey, Math.Max(key + 1, _byKey.Length * 2));
        }

        if (_byKey[key].Slot > 0)
        {
            rows.Free(_byKey[key].Slot);
        }

        var slot = rows.Add(batch, row);
        _byKey[key] = new NewestRow(slot, at);
        return slot;
    }

    public void Save(StateWriter state)
    {
        var keys = Enumerable.Range(0, _byKey.Length).Where(k => _byKey[k].Slot > 0).ToArray();
        state.Write("keys", keys);
        state.Write("at", keys.Select(k => _byKey[k].At).ToArray());
        rows.Save(state, keys.Select(k => _byKey[k].Slot).ToArray());
    }

    public void Load(StateReader state)
    {
        var keys = state.Read<int[]>("keys");
        var at = state.Read<long[]>("at");
        _byKey = new NewestRow[keys.Length == 0 ? 0 : keys.Max() + 1];
        for (var i = 0; i < keys.Length; i++)
        {
            _byKey[keys[i]] = new NewestRow(i + 1, at[i]);
        }

        rows.Load(state);
    }
}
