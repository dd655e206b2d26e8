using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>How many different values there are, exactly.</summary>
/// <param name="column">The column.</param>
/// <param name="read">What stands for the value at a row: equal for equal values.</param>
internal sealed class DistinctAggregate<T>(int column, Func<Column, int, T> read) : AggregateOf<DistinctState<T>>(column) where T : notnull
{
    public override bool Inverts => true;

    protected override void Add(DistinctState<T> state, int row, long ts) => Add(state, read(Argument(0), row), 1);

    protected override void Merge(DistinctState<T> state, DistinctState<T> later)
    {
        foreach (var (value, count) in later.Counts)
        {
            Add(state, value, count);
        }
    }

    protected override void Remove(DistinctState<T> state, DistinctState<T> part)
    {
        foreach (var (value, count) in part.Counts)
        {
            Add(state, value, -count);
        }
    }

    protected override void Write(DistinctState<T> state, ColumnBuilder to) => ((ValueBuilder<long>)to).Append(state.Counts.Count);

    private static void Add(DistinctState<T> state, T value, long count)
    {
        var total = state.Counts.GetValueOrDefault(value) + count;
        if (total == 0)
        {
            state.Counts.Remove(value);
        }
        else
        {
            state.Counts[value] = total;
        }
    }
}

/// <summary>How often each value came.</summary>
internal sealed class DistinctState<T> : AggregateState where T : notnull
{
    public readonly Dictionary<T, long> Counts = [];

    public override bool Clear()
    {
        var isSmall = Counts.Count <= MostKept;
        Counts.Clear();
        return isSmall;
    }
}
