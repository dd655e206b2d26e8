namespace StreamEngine.Joins;

/// <summary>Right rows in the order they came, behind one another: written in one go and mostly dropped from the front, without having been sorted by key.</summary>
internal sealed class TimeLog
{
    private const int LeastRoom = 1024;

    private LoggedRow[] _rows = new LoggedRow[LeastRoom];
    private int _start;
    private int _end;
    private int _sparseAt = LeastRoom; // so many rows may be held up by one in front before those that are over are picked out

    /// <summary>Rows.</summary>
    public int Count => _end - _start;

    /// <summary>The rows.</summary>
    public ReadOnlySpan<LoggedRow> Rows => _rows.AsSpan(_start, Count);

    /// <summary>Adds rows.</summary>
    public void Add(ReadOnlySpan<SideRow> rows)
    {
        if (_end + rows.Length > _rows.Length)
        {
            MakeRoom(rows.Length);
        }

        var places = _rows.AsSpan(_end, rows.Length);
        for (var i = 0; i < places.Length; i++)
        {
            ref readonly var row = ref rows[i];
            (places[i].Ts, places[i].Key, places[i].Slot) = (row.Ts, row.Key, row.Slot);
        }

        _end += rows.Length;
    }

    /// <summary>Drops rows with an event time before a floor: those in front at once, those behind a newer one when there are many.</summary>
    public void Drop(long floor, RowStore rows)
    {
        var next = _start;
        while (next < _end && _rows[next].Ts < floor)
        {
            next++;
        }

        rows.Free(_rows.AsSpan(_start, next - _start));
        _start = next;
        if (Count > _sparseAt)
        {
            DropAll(floor, rows);
            _sparseAt = Math.Max(LeastRoom, 2 * Count);
        }
    }

    /// <summary>Forgets all rows, which stand elsewhere now.</summary>
    public void Clear() => (_start, _end) = (0, 0);

    private void DropAll(long floor, RowStore rows)
    {
        var kept = _start;
        for (var i = _start; i < _end; i++)
        {
            if (_rows[i].Ts < floor)
            {
                rows.Free(_rows[i].Slot);
            }
            else
            {
                _rows[kept++] = _rows[i];
            }
        }

        _end = kept;
    }

    private void MakeRoom(int more)
    {
        var count = Count;
        var rows = 2 * (count + more) > _rows.Length ? new LoggedRow[Math.Max(2 * (count + more), 2 * _rows.Length)] : _rows;
        Array.Copy(_rows, _start, rows, 0, count);
        (_rows, _start, _end) = (rows, 0, count);
    }
}
