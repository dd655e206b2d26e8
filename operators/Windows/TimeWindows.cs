using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Windows;

/// <summary>Tumbling, hopping and sliding windows of one key.</summary>
/// <param name="grid">Where they lie.</param>
/// <param name="aggregates">What is computed.</param>
/// <param name="empty">What an empty one gives (not for sliding windows).</param>
internal sealed class TimeWindows(WindowGrid grid, AggregateStates aggregates, EmptyWindow empty) : KeyWindows
{
    private readonly PaneList _panes = new(); // those in the running sum first
    private RunningPanes? _running;
    private Pane? _last; // the last pane, while rows are likely to go there
    private long _lastStop; // where it ends
    private long _lastClose; // the newest stream time of a row for it
    private int _entered;
    private long _closed = StreamTime.Start; // end of the last window that was closed, or could be no more
    private bool _hasBegun;
    private bool _isEnded;
    private AggregateState[]? _carried;

    public override long Due => NextEnd() is var end && end == StreamTime.Never ? end : end + grid.Lateness;

    public override bool IsOpen => _panes.Count > 0;

    public override bool IsIdle => _panes.Count == 0 && empty == EmptyWindow.Skip;

    public override OpenPane Open => _last is not null && _entered < _panes.Count ? new OpenPane(_last, _last.Start, _lastStop, _lastClose) : default;

    private RunningPanes Running => _running ??= new RunningPanes(aggregates); // tumbling windows need none

    public override RowFate Add(int row, long ts, long at, WindowResults results)
    {
        if (_last is not null && ts >= _last.Start && ts < _lastStop && at <= _lastClose && _entered < _panes.Count)
        {
            _last.Rows++;
            aggregates.Add(_last.States, row, ts);
            return RowFate.Taken;
        }

        var closed = grid.ClosedBefore(at);
        if (grid.LastEnd(ts) <= closed)
        {
            return RowFate.Late;
        }

        _closed = Math.Max(_closed, closed); // what was due has fired
        var start = grid.PaneOf(ts);
        var position = _panes.Count;
        while (position > 0 && _panes[position - 1].Start > start)
        {
            position--;
        }

        var isNew = position == 0 || _panes[position - 1].Start != start;
        if (isNew)
        {
            _panes.Insert(position, new Pane(start, aggregates.New()));
        }
        else
        {
            position--;
        }

        var pane = _panes[position];
        pane.Rows++;
        aggregates.Add(pane.States, row, ts);
        if (position < _entered)
        {
            AddLate(isNew);
        }

        if (position == _panes.Count - 1 && grid.Every > 0)
        {
            (_last, _lastStop, _lastClose) = (pane, grid.PaneEnd(start), grid.LastEnd(start) + grid.Lateness);
        }

        return isNew ? RowFate.Opened : RowFate.Taken;
    }

    public override void Fire(long at, WindowResults results)
    {
        for (var end = NextEnd(); end != StreamTime.Never && end + grid.Lateness <= at; end = NextEnd())
        {
            Close(end, results);
        }
    }

    public override void Show(long at, WindowResults results)
    {
        var first = grid.EndBehind(Math.Max(_panes[0].Start, Math.Max(_closed, at - grid.Lateness)));
        var shown = new Stack<(long End, AggregateState[] States)>();
        AggregateState[]? behind = null; // of all panes from i on
        var i = _panes.Count;
        var last = _panes.Count - 1;
        for (var end = grid.LastEnd(_panes[last].Start); end >= first;)
        {
            while (_panes[last].Start >= end)
            {
                last--; // not below 0: the first end is behind the first pane
            }

            if (_panes[last].Start < end - grid.Width)
            {
                end = grid.LastEnd(_panes[last].Start);
                continue;
            }

            if (last == _panes.Count - 1)
            {
                (behind, i) = Combined(behind, i, end - grid.Width);
                shown.Push((end, behind));
            }
            else
            {
                shown.Push((end, Combined(null, last + 1, end - grid.Width).States));
            }

            end -= grid.Every;
        }

        foreach (var (end, states) in shown)
        {
            results.Write(end - grid.Width, end, at, states, isFinal: false);
        }
    }

    public override void End() => _isEnded = true;

    public override void Restart()
    {
        _closed = StreamTime.Start;
        _hasBegun = false;
        _isEnded = false;
        _last = null;
    }

    public override void Save(StateWriter to)
    {
        to.Write("closed", _closed);
        to.Write("begun", _hasBegun);
        to.Write("entered", _entered);
        to.Write("panes", _panes.Count);
        foreach (var pane in _panes.Take(_panes.Count))
        {
            to.Write("start", pane.Start);
            to.Write("rows", pane.Rows);
            aggregates.Save(to, pane.States);
        }

        to.Write("carried", _carried is not null);
        if (_carried is not null)
        {
            aggregates.Save(to, _carried);
        }
    }

    public override void Load(StateReader from)
    {
        _closed = from.Read<long>("closed");
        _hasBegun = from.Read<bool>("begun");
        _entered = from.Read<int>("entered");
        _panes.Clear();
        for (var left = from.Read<int>("panes"); left > 0; left--)
        {
            var (start, rows) = (from.Read<long>("start"), from.Read<long>("rows"));
            _panes.Insert(_panes.Count, new Pane(start, aggregates.Load(from)) { Rows = rows });
        }

        _carried = from.Read<bool>("carried") ? aggregates.Load(from) : null;
        _last = null;
        if (!grid.IsTumbling)
        {
            Running.Restart(_panes.Take(_entered));
        }
    }

    /// <summary>Puts the panes before <paramref name="to"/>, from a time on, in front of what is behind them.</summary>
    private (AggregateState[] States, int First) Combined(AggregateState[]? behind, int to, long start)
    {
        for (; to > 0 && _panes[to - 1].Start >= start; to--)
        {
            var states = _panes[to - 1].States;
            if (behind is not null)
            {
                states = aggregates.New();
                aggregates.Merge(states, _panes[to - 1].States);
                aggregates.Merge(states, behind);
            }

            behind = states;
        }

        return (behind!, to);
    }

    /// <summary>End of the next window to be closed, or the time when nothing can need the panes any more.</summary>
    private long NextEnd()
    {
        var isFilling = empty != EmptyWindow.Skip && _hasBegun;
        if (_panes.Count == 0)
        {
            return isFilling && !_isEnded ? _closed + grid.Every : StreamTime.Never;
        }

        if (grid.Every == 0)
        {
            return NextRow();
        }

        return isFilling ? _closed + grid.Every : Math.Max(grid.EndBehind(_panes[0].Start), _closed == StreamTime.Start ? _closed : _closed + grid.Every);
    }

    /// <summary>Of sliding windows: the end of that of the next row to be answered; behind the last, when no row can need what is kept.</summary>
    private long NextRow()
    {
        for (var i = _entered; i < _panes.Count; i++)
        {
            if (_panes[i].Start >= _closed)
            {
                return _panes[i].Start + 1;
            }
        }

        return _panes[_panes.Count - 1].Start + grid.Width + 1;
    }

    private void AddLate(bool isNewPane)
    {
        if (isNewPane)
        {
            Running.Replace(_panes.Take(++_entered));
        }
        else
        {
            Running.Spoil();
        }
    }

    private void Close(long end, WindowResults results)
    {
        _closed = end;
        _hasBegun = true;
        var start = end - grid.Width;
        if (grid.IsTumbling)
        {
            var isFilled = _panes.Count > 0 && _panes[0].Start == start;
            Write(start, end, isFilled ? _panes[0].States : null, 1, results);
            Drop(isFilled ? 1 : 0);
            return;
        }

        while (_entered < _panes.Count && _panes[_entered].Start < end)
        {
            Running.Enter(_panes[_entered++]);
        }

        Leave(start);
        Write(start, end, _entered == 0 ? null : Running.Whole(), grid.Every == 0 ? RowsAt(end - 1) : 1, results);
        Leave(start + grid.Every); // these are in no later window
    }

    /// <summary>Drops the panes before a time.</summary>
    private void Leave(long start)
    {
        var gone = 0;
        while (gone < _entered && _panes[gone].Start < start)
        {
            Running.Leave();
            gone++;
        }

        Drop(gone);
        _entered -= gone;
    }

    private void Drop(int gone)
    {
        for (var i = 0; i < gone; i++)
        {
            aggregates.Free(_panes[i].States);
        }

        _panes.Drop(gone);
        _last = _panes.Count == 0 ? null : _last;
    }

    private long RowsAt(long ts) => _entered > 0 && _panes[_entered - 1].Start == ts ? _panes[_entered - 1].Rows : 0;

    private void Write(long start, long end, AggregateState[]? states, long times, WindowResults results)
    {
        if (states is null && empty == EmptyWindow.Skip)
        {
            return;
        }

        for (; times > 0; times--)
        {
            results.Write(start, end, end + grid.Lateness, states ?? _carried ?? aggregates.New(), isFinal: true);
        }

        if (empty == EmptyWindow.Carry && states is not null)
        {
            if (_carried is not null)
            {
                aggregates.Free(_carried);
            }

            _carried = aggregates.New();
            aggregates.Merge(_carried, states);
        }
    }
}
