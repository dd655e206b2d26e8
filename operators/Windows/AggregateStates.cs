using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>The aggregates of a node, and arrays of their states.</summary>
/// <param name="all">The aggregates, in the order of their columns.</param>
internal sealed class AggregateStates(IReadOnlyList<Aggregate> all)
{
    private readonly Aggregate[] _all = [.. all];

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
    public object[] New()
    {
        var states = new object[_all.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = _all[i].New();
        }

        return states;
    }

    public void Add(object[] states, int row, long ts)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            _all[i].Add(states[i], row, ts);
        }
    }

    public void Merge(object[] states, object[] later)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            _all[i].Merge(states[i], later[i]);
        }
    }

    public void Save(StateWriter to, object[] states)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            to.Write("aggregate", _all[i].StateType, states[i]);
        }
    }

    public object[] Load(StateReader from)
    {
        var states = new object[_all.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = from.Read("aggregate", _all[i].StateType)!;
        }

        return states;
    }
}
