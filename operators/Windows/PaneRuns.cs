using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Windows;

/// <summary>
/// Takes rows of known keys for panes that are open, many at a time: those of a key go to the aggregates together. Nothing but these panes changes with them, so that they may be taken out of turn with those of other keys.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="windows">The windows of each.</param>
/// <param name="aggregates">What is computed.</param>
internal sealed class PaneRuns(KeyTable keys, OpenWindows windows, AggregateStates aggregates)
{
    private const int RowsPerKey = 4; // fewer are added one by one

    private Rows _rows;
    private int[] _ordinals = [];
    private int[] _physical = [];
    private int[] _byKey = [];
    private int[] _ends = [];
    private long[] _ts = [];

    /// <summary>Takes up rows; false when they have to be taken one by one.</summary>
    public bool TryBegin(Rows rows, ReadOnlySpan<long> times)
    {
        if (_ordinals.Length < rows.Count)
        {
            var room = Math.Max(rows.Count, _ordinals.Length * 2);
            (_ordinals, _physical, _byKey, _ts) = (new int[room], new int[room], new int[room], new long[room]);
        }

        if (!keys.TryFind(0, rows, _ordinals.AsSpan(0, rows.Count)))
        {
            return false;
        }

        _rows = rows;
        rows.Physical(_physical);
        rows.Values(times, _ts);
        return true;
    }

    /// <summary>Adds rows to the panes that are open, up to the first for another one or behind a timer; gives how many.</summary>
    /// <param name="from">The first of the rows.</param>
    /// <param name="timer">Stream time of the next timer.</param>
    /// <param name="times">Event times by physical row.</param>
    public int Take(int from, long timer, ReadOnlySpan<long> times)
    {
        var panes = windows.Panes(keys.Count);
        var at = _rows.Batch.AtValues;
        var end = from;
        while (end < _rows.Count && panes[_ordinals[end]].Takes(_ts[end], at[_physical[end]]) && at[_physical[end]] <= timer)
        {
            end++;
        }

        var count = end - from;
        if (count < RowsPerKey * keys.Count)
        {
            AddEach(panes, from, end);
        }
        else
        {
            AddByKey(panes, from, end, times);
        }

        return count;
    }

    private void AddEach(ReadOnlySpan<OpenPane> panes, int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            var pane = panes[_ordinals[i]].Pane!;
            pane.Rows++;
            aggregates.Add(pane.States, _physical[i], _ts[i]);
        }
    }

    private void AddByKey(ReadOnlySpan<OpenPane> panes, int from, int end, ReadOnlySpan<long> times)
    {
        if (_ends.Length < keys.Count)
        {
            _ends = new int[Math.Max(keys.Count, _ends.Length * 2)];
        }

        var ends = _ends.AsSpan(0, keys.Count);
        ends.Clear();
        var ordinals = _ordinals.AsSpan(from, end - from);
        var physical = _physical.AsSpan(from, end - from);
        foreach (var key in ordinals)
        {
            ends[key]++;
        }

        var before = 0;
        foreach (ref var place in ends)
        {
            (place, before) = (before, before + place);
        }

        var byKey = _byKey;
        for (var i = 0; i < ordinals.Length; i++)
        {
            byKey[ends[ordinals[i]]++] = physical[i];
        }

        var start = 0;
        for (var key = 0; key < ends.Length; key++)
        {
            if (ends[key] > start)
            {
                var pane = panes[key].Pane!;
                pane.Rows += ends[key] - start;
                aggregates.AddMany(pane.States, byKey.AsSpan(start, ends[key] - start), times);
                start = ends[key];
            }
        }
    }
}
