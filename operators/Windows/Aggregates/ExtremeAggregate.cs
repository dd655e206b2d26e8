using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>The least (sign −1) or greatest (1) value.</summary>
internal sealed class ExtremeAggregate<T>(int column, int sign) : AggregateOf<ExtremeState<T>>(column) where T : unmanaged, IComparable<T>
{
    protected override void Add(ExtremeState<T> state, int row, long ts) => Take(state, ((ValueColumn<T>)Argument(0))[row]);

    protected override void Merge(ExtremeState<T> state, ExtremeState<T> later)
    {
        if (later.Has)
        {
            Take(state, later.Value);
        }
    }

    protected override void Write(ExtremeState<T> state, ColumnBuilder to) => ((ValueBuilder<T>)to).Append(state.Has ? state.Value : (T?)null);

    private void Take(ExtremeState<T> state, T value)
    {
        if (!state.Has || sign * value.CompareTo(state.Value) > 0)
        {
            (state.Has, state.Value) = (true, value);
        }
    }
}

/// <summary>An extreme value.</summary>
internal sealed class ExtremeState<T> : AggregateState where T : unmanaged
{
    public bool Has;

    public T Value;

    public override bool Clear()
    {
        (Has, Value) = (false, default);
        return true;
    }
}
