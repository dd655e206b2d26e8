using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>The aggregates of a node, and arrays of their states; arrays that are given back are used again, so that windows that follow each other allocate nothing.</summary>
internal sealed class AggregateStates
{
    private const int MostFree = 100_000;

    private readonly Aggregate[] _all;
    private readonly Stack<AggregateState?[]> _free = new();

    /// <param name="all">The aggregates, in the order of their columns.</param>
    public AggregateStates(IReadOnlyList<Aggregate> all)
    {
        _all = [.. all];
        StackedAt = [.. Enumerable.Range(0, _all.Length).Where(i => !_all[i].Inverts)];
        SummedAt = [.. Enumerable.Range(0, _all.Length).Where(i => _all[i].Inverts)];
        Stacked = StackedAt.Length == _all.Length ? this : new AggregateStates([.. StackedAt.Select(i => _all[i])]);
    }

    /// <summary>Those of which nothing can be taken away.</summary>
    public AggregateStates Stacked { get; }

    /// <summary>Positions of <see cref="Stacked"/>.</summary>
    public int[] StackedAt { get; }

    /// <summary>Positions of those of which parts can be taken away.</summary>
    public int[] SummedAt { get; }

    public int Count => _all.Length;

    public Aggregate this[int i] => _all[i];

    public void Bind(Batch batch)
    {
        foreach (var aggregate in _all)
        {
            aggregate.Bind(batch);
        }
    }

    /// <summary>States of no rows.</summary>
    public AggregateState[] New()
    {
        if (!_free.TryPop(out var states))
        {
            states = new AggregateState[_all.Length];
        }

        for (var i = 0; i < states.Length; i++)
        {
            states[i] ??= _all[i].New();
        }

        return states!;
    }

    /// <summary>Takes states back that nobody reads any more.</summary>
    public void Free(AggregateState?[] states)
    {
        if (_free.Count == MostFree)
        {
            return;
        }

        for (var i = 0; i < states.Length; i++)
        {
            if (!states[i]!.Clear())
            {
                states[i] = null;
            }
        }

        _free.Push(states);
    }

    public void Add(AggregateState[] states, int row, long ts)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            _all[i].Add(states[i], row, ts);
        }
    }

    public void AddMany(AggregateState[] states, ReadOnlySpan<int> rows, ReadOnlySpan<long> times)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            _all[i].AddMany(states[i], rows, times);
        }
    }

    public void Merge(AggregateState[] states, AggregateState[] later)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            _all[i].Merge(states[i], later[i]);
        }
    }

    public void Save(StateWriter to, AggregateState[] states)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            _all[i].Save(to, states[i]);
        }
    }

    public AggregateState[] Load(StateReader from)
    {
        var states = new AggregateState[_all.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = _all[i].Load(from);
        }

        return states;
    }
}
