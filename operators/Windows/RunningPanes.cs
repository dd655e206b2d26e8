namespace StreamEngine.Windows;

/// <summary>
/// The panes of a window that moves forward, with their sum at hand: what can be taken away (sums, counts) is one state; for the rest (extremes, first and last) the front panes keep the
/// combination of themselves with all up to a border, the panes behind it one state. Entering and leaving cost O(1) a pane on average.
/// </summary>
/// <param name="aggregates">The aggregates.</param>
internal sealed class RunningPanes(AggregateStates aggregates)
{
    private readonly bool _stacks = aggregates.StackedAt.Length > 0;
    private readonly Queue<Pane> _panes = new();
    private readonly Stack<AggregateState[]> _front = new(); // of aggregates.Stacked, as all below but _sum and _whole
    private readonly AggregateState[] _whole = new AggregateState[aggregates.Count];
    private readonly AggregateState[] _sum = aggregates.New();
    private AggregateState[] _back = aggregates.Stacked.New();
    private AggregateState[] _both = aggregates.Stacked.New();
    private int _behind; // panes in _back
    private bool _isStale;

    /// <summary>Adds a pane behind the others.</summary>
    public void Enter(Pane pane)
    {
        Settle();
        _panes.Enqueue(pane);
        _behind++;
        MergeSums(pane);
        if (_stacks)
        {
            MergeStacked(_back, pane);
        }
    }

    /// <summary>Takes the first pane away.</summary>
    public void Leave()
    {
        Settle();
        if (_stacks && _front.Count == 0)
        {
            Flip();
        }

        if (_stacks)
        {
            aggregates.Stacked.Free(_front.Pop());
        }

        var pane = _panes.Dequeue();
        foreach (var i in aggregates.SummedAt)
        {
            aggregates[i].Remove(_sum[i], pane.States[i]);
        }
    }

    /// <summary>Takes other panes in place of these: a row came out of order, into one of them or between them. The sum is made again when it is asked for.</summary>
    public void Replace(IEnumerable<Pane> panes)
    {
        _panes.Clear();
        foreach (var pane in panes)
        {
            _panes.Enqueue(pane);
        }

        _isStale = true;
    }

    /// <summary>A row came out of order into one of the panes.</summary>
    public void Spoil() => _isStale = true;

    /// <summary>The states of the whole, to be read before anything else is called.</summary>
    public AggregateState[] Whole()
    {
        Settle();
        foreach (var i in aggregates.SummedAt)
        {
            _whole[i] = _sum[i];
        }

        if (!_stacks)
        {
            return _whole;
        }

        var stacked = _front.Count == 0 ? _back : _behind == 0 ? _front.Peek() : Both();
        for (var j = 0; j < stacked.Length; j++)
        {
            _whole[aggregates.StackedAt[j]] = stacked[j];
        }

        return _whole;
    }

    /// <summary>Starts again with some panes, as after loading.</summary>
    public void Restart(IEnumerable<Pane> panes)
    {
        Replace(panes);
        Settle();
    }

    private AggregateState[] Both()
    {
        aggregates.Stacked.Free(_both);
        _both = aggregates.Stacked.New();
        aggregates.Stacked.Merge(_both, _front.Peek());
        aggregates.Stacked.Merge(_both, _back);
        return _both;
    }

    private void MergeSums(Pane pane)
    {
        foreach (var i in aggregates.SummedAt)
        {
            aggregates[i].Merge(_sum[i], pane.States[i]);
        }
    }

    private void MergeStacked(AggregateState[] states, Pane pane)
    {
        for (var j = 0; j < states.Length; j++)
        {
            var i = aggregates.StackedAt[j];
            aggregates[i].Merge(states[j], pane.States[i]);
        }
    }

    private void Settle()
    {
        if (!_isStale)
        {
            return;
        }

        foreach (var i in aggregates.SummedAt)
        {
            _sum[i] = aggregates[i].New();
        }

        foreach (var pane in _panes)
        {
            MergeSums(pane);
        }

        if (_stacks)
        {
            Flip();
        }

        _isStale = false;
    }

    /// <summary>Moves all panes to the front.</summary>
    private void Flip()
    {
        while (_front.TryPop(out var states))
        {
            aggregates.Stacked.Free(states);
        }

        AggregateState[]? behind = null;
        foreach (var pane in _panes.Reverse())
        {
            var states = aggregates.Stacked.New();
            MergeStacked(states, pane);
            if (behind is not null)
            {
                aggregates.Stacked.Merge(states, behind);
            }

            _front.Push(behind = states);
        }

        aggregates.Stacked.Free(_back);
        _back = aggregates.Stacked.New();
        _behind = 0;
    }
}
