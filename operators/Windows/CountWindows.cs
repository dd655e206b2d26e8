using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Windows;

/// <summary>Windows of a number of rows of one key, in stream order, one each so many rows.</summary>
/// <param name="count">Rows of a window.</param>
/// <param name="every">Rows from one result to the next.</param>
/// <param name="aggregates">What is computed; the last two are the least and the greatest <c>ts</c>.</param>
internal sealed class CountWindows(int count, int every, AggregateStates aggregates) : KeyWindows
{
    private readonly int _rowsOfPane = Divisor(count, every);
    private readonly Queue<Pane> _panes = new();
    private readonly RunningPanes _running = new(aggregates);
    private Pane _filling = new(0, aggregates.New());
    private int _since;

    public override long Due => StreamTime.Never;

    public override bool IsOpen => _filling.Rows > 0;

    public override RowFate Add(int row, long ts, long at, WindowResults results)
    {
        aggregates.Add(_filling.States, row, ts);
        if (++_filling.Rows < _rowsOfPane)
        {
            return RowFate.Taken;
        }

        _since += _rowsOfPane;
        if (count == _rowsOfPane)
        {
            Write(_filling.States, at, results);
            aggregates.Free(_filling.States);
        }
        else
        {
            _panes.Enqueue(_filling);
            _running.Enter(_filling);
            if (_panes.Count > count / _rowsOfPane)
            {
                _running.Leave();
                aggregates.Free(_panes.Dequeue().States);
            }

            if (_panes.Count == count / _rowsOfPane && (_since - count) % every == 0)
            {
                Write(_running.Whole(), at, results);
                _since = count;
            }
        }

        _filling = new Pane(0, aggregates.New());
        return RowFate.Taken;
    }

    public override void Fire(long at, WindowResults results)
    {
    }

    public override void Save(StateWriter to)
    {
        to.Write("since", _since);
        to.Write("rows", _filling.Rows);
        aggregates.Save(to, _filling.States);
        to.Write("panes", _panes.Count);
        foreach (var pane in _panes)
        {
            aggregates.Save(to, pane.States);
        }
    }

    public override void Load(StateReader from)
    {
        _since = from.Read<int>("since");
        var rows = from.Read<long>("rows");
        _filling = new Pane(0, aggregates.Load(from)) { Rows = rows };
        _panes.Clear();
        for (var left = from.Read<int>("panes"); left > 0; left--)
        {
            _panes.Enqueue(new Pane(0, aggregates.Load(from)));
        }

        _running.Restart(_panes);
    }

    private void Write(AggregateState[] states, long at, WindowResults results) =>
        results.Write(((ExtremeState<long>)states[^2]).Value, ((ExtremeState<long>)states[^1]).Value + 1, at, states, isFinal: true);

    private static int Divisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
