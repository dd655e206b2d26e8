using StreamEngine.Data;

namespace StreamEngine.Joins;

/// <summary>Some rows of one side of a join, behind one another whatever the batch has marked.</summary>
/// <param name="sides">The sides.</param>
/// <param name="input">Which of both.</param>
internal sealed class SideRows(JoinSides sides, int input)
{
    private SideRow[] _rows = [];
    private int[] _keys = [];
    private int _count;

    /// <summary>The rows.</summary>
    public Span<SideRow> All => _rows.AsSpan(0, _count);

    /// <summary>The greatest ordinal among their keys.</summary>
    public int MostKey { get; private set; }

    /// <summary>Takes rows; false when keys or times have to be asked for one by one.</summary>
    public bool TryTake(Rows rows)
    {
        if (rows.Count > _rows.Length)
        {
            var room = Math.Max(rows.Count, _rows.Length * 2);
            (_rows, _keys) = (new SideRow[room], new int[room]);
        }

        _count = rows.Count;
        var keys = _keys.AsSpan(0, _count);
        if (_count == 0)
        {
            return true;
        }

        if (!sides.TryFindKeys(input, rows, keys))
        {
            return false;
        }

        var most = 0;
        foreach (var key in keys)
        {
            most = Math.Max(most, key);
        }

        MostKey = most;
        var times = sides.Times(input, rows.Batch);
        var at = rows.Batch.AtValues;
        if (rows.Batch.IsContiguous)
        {
            Fill(keys, times.Slice(rows[0], _count), at.Slice(rows[0], _count));
        }
        else
        {
            Fill(keys, times, at, rows.Batch.Selected.Slice(rows.Start, _count));
        }

        return true;
    }

    private void Fill(ReadOnlySpan<int> keys, ReadOnlySpan<long> times, ReadOnlySpan<long> at)
    {
        var all = All;
        for (var i = 0; i < all.Length; i++)
        {
            ref var row = ref all[i];
            (row.At, row.Ts, row.Key) = (at[i], times[i], keys[i]);
        }
    }

    private void Fill(ReadOnlySpan<int> keys, ReadOnlySpan<long> times, ReadOnlySpan<long> at, ReadOnlySpan<int> physical)
    {
        var all = All;
        for (var i = 0; i < all.Length; i++)
        {
            ref var row = ref all[i];
            (row.At, row.Ts, row.Key) = (at[physical[i]], times[physical[i]], keys[i]);
        }
    }
}
