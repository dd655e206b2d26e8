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
    private bool _isCommon;

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
        _isCommon = true;
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
        var least = RowsPerKey * keys.Count;
        if (_isCommon && _rows.Count - from >= least)
        {
            var common = CountCommon(panes, from, timer);
            _isCommon = common >= least; // so that counting in vain costs no more than a batch
            if (_isCommon)
            {
                AddByKey(panes, from, from + common, times);
                return common;
            }
        }

        var at = _rows.Batch.AtValues;
        var end = from;
        while (end < _rows.Count && panes[_ordinals[end]].Takes(_ts[end], at[_physical[end]]) && at[_physical[end]] <= timer)
        {
            var pane = panes[_ordinals[end]].Pane!;
            pane.Rows++;
            aggregates.Add(pane.States, _physical[end], _ts[end]);
            end++;
        }

        return end - from;
    }

    /// <summary>Counts, by key, the rows from one on up to the first that is not for the panes all keys have open: mostly these are one stretch of time.</summary>
    private int CountCommon(ReadOnlySpan<OpenPane> panes, int from, long timer)
    {
        if (_ends.Length < keys.Count)
        {
            _ends = new int[Math.Max(keys.Count, _ends.Length * 2)];
        }

        var counts = _ends.AsSpan(0, keys.Count);
        counts.Clear();
        var (start, stop, close) = (long.MinValue, long.MaxValue, timer);
        foreach (ref readonly var pane in panes[..counts.Length])
        {
            if (pane.Pane is not null)
            {
                start = Math.Max(start, pane.Start);
                stop = Math.Min(stop, pane.Stop);
                close = Math.Min(close, pane.Close);
            }
        }

        var ts = _ts.AsSpan(from, RowsUpTo(from, close));
        var ordinals = _ordinals.AsSpan(from, ts.Length);
        for (var i = 0; i < ts.Length; i++)
        {
            var key = ordinals[i];
            if (ts[i] < start || ts[i] >= stop || panes[key].Pane is null)
            {
                return i;
            }

            counts[key]++;
        }

        return ts.Length;
    }

    /// <summary>How many rows from one on have a stream time of at most a limit.</summary>
    private int RowsUpTo(int from, long limit)
    {
        int low = from, high = _rows.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _rows.At(middle) <= limit ? (middle + 1, high) : (low, middle);
        }

        return low - from;
    }

    /// <summary>Adds rows that were counted, those of a key together.</summary>
    private void AddByKey(ReadOnlySpan<OpenPane> panes, int from, int end, ReadOnlySpan<long> times)
    {
        var ends = _ends.AsSpan(0, keys.Count);
        var ordinals = _ordinals.AsSpan(from, end - from);
        var physical = _physical.AsSpan(from, end - from);
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
