using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>The first or last value by <c>ts</c>, then by stream order.</summary>
/// <param name="column">The column.</param>
/// <param name="isLast">Whether it is the last.</param>
/// <param name="read">The value at a row.</param>
/// <param name="write">Appends a value.</param>
internal sealed class EdgeAggregate<T>(int column, bool isLast, Func<Column, int, T> read, Action<ColumnBuilder, T> write) : AggregateOf<EdgeState<T>>(column)
{
    protected override void Add(EdgeState<T> state, int row, long ts)
    {
        if (Comes(state, ts))
        {
            (state.Has, state.Ts, state.Value) = (true, ts, read(Argument(0), row));
        }
    }

    protected override void AddAll(EdgeState<T> state, ReadOnlySpan<int> rows, ReadOnlySpan<long> times)
    {
        var edge = -1;
        var (has, newest) = (state.Has, state.Ts);
        foreach (var row in rows)
        {
            var ts = times[row];
            if (!has || (isLast ? ts >= newest : ts < newest))
            {
                (edge, has, newest) = (row, true, ts);
            }
        }

        if (edge >= 0)
        {
            (state.Has, state.Ts, state.Value) = (true, newest, read(Argument(0), edge));
        }
    }

    protected override void Merge(EdgeState<T> state, EdgeState<T> later)
    {
        if (later.Has && Comes(state, later.Ts))
        {
            (state.Has, state.Ts, state.Value) = (true, later.Ts, later.Value);
        }
    }

    protected override void Write(EdgeState<T> state, ColumnBuilder to)
    {
        if (state.Has)
        {
            write(to, state.Value!);
        }
        else
        {
            to.AppendNull();
        }
    }

    private bool Comes(EdgeState<T> state, long ts) => !state.Has || (isLast ? ts >= state.Ts : ts < state.Ts);
}

/// <summary>A first or last value.</summary>
internal sealed class EdgeState<T> : AggregateState
{
    public bool Has;

    public long Ts;

    public T? Value;

    public override bool Clear()
    {
        (Has, Ts, Value) = (false, 0, default);
        return true;
    }
}
