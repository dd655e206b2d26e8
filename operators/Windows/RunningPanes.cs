namespace StreamEngine.Windows;

/// <summary>
/// The panes of a window that moves forward, with their sum at hand: what can be taken away (sums, counts) is one state; for the rest (extremes, first and last) the front panes keep the
/// combination of themselves with all up to a border, the panes behind it one state. Entering and leaving cost O(1) a pane on average.
/// </summary>
/// <param name="aggregates">The aggregates.</param>
internal sealed class RunningPanes(AggregateStates aggregates)
{
    private readonly Queue<Pane> _panes = new();
    private readonly Stack<object[]> _front = new();
    private object[] _sum = aggregates.New();
    private object[] _back = aggregates.New();
    private bool _isStale;

    /// <summary>Adds a pane behind the others.</summary>
    public void Enter(Pane pane)
    {
        Settle();
        _panes.Enqueue(pane);
        for (var i = 0; i < aggregates.Count; i++)
        {
            aggregates[i].Merge(aggregates[i].Inverts ? _sum[i] : _back[i], pane.States[i]);
        }
    }

    /// <summary>Takes the first pane away.</summary>
    public void Leave()
    {
        Settle();
        if (_front.Count == 0)
        {
            Flip();
        }

        _front.Pop();
        var pane = _panes.Dequeue();
        for (var i = 0; i < aggregates.Count; i++)
        {
            if (aggregates[i].Inverts)
            {
                aggregates[i].Remove(_sum[i], pane.States[i]);
            }
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

    /// <summary>The states of the whole.</summary>
    public object[] Whole()
    {
        Settle();
        var whole = new object[aggregates.Count];
        for (var i = 0; i < whole.Length; i++)
        {
            if (aggregates[i].Inverts)
            {
                whole[i] = _sum[i];
                continue;
            }

            whole[i] = aggregates[i].New();
            if (_front.Count > 0)
            {
                aggregates[i].Merge(whole[i], _front.Peek()[i]);
            }

            aggregates[i].Merge(whole[i], _back[i]);
        }

        return whole;
    }

    /// <summary>Starts again with some panes, as after loading.</summary>
    public void Restart(IEnumerable<Pane> panes)
    {
        _panes.Clear();
        _front.Clear();
        _sum = aggregates.New();
        _back = aggregates.New();
        _isStale = false;
        foreach (var pane in panes)
        {
            Enter(pane);
        }
    }

    private void Settle()
    {
        if (!_isStale)
        {
            return;
        }

        _sum = aggregates.New();
        foreach (var pane in _panes)
        {
            for (var i = 0; i < aggregates.Count; i++)
            {
                if (aggregates[i].Inverts)
                {
                    aggregates[i].Merge(_sum[i], pane.States[i]);
                }
            }
        }

        Flip();
        _isStale = false;
    }

    /// <summary>Moves all panes to the front.</summary>
    private void Flip()
    {
        _front.Clear();
        object[]? behind = null;
        foreach (var pane in _panes.Reverse())
        {
            var states = new object[aggregates.Count];
            for (var i = 0; i < states.Length; i++)
            {
                if (!aggregates[i].Inverts)
                {
                    states[i] = aggregates[i].New();
                    aggregates[i].Merge(states[i], pane.States[i]);
                    if (behind is not null)
                    {
                        aggregates[i].Merge(states[i], behind[i]);
                    }
                }
            }

            _front.Push(behind = states);
        }

        _back = aggregates.New();
    }
}
