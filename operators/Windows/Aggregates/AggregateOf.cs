using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>An aggregate of a type of states over columns of the batch.</summary>
/// <param name="columns">Positions of the argument columns.</param>
internal abstract class AggregateOf<TState>(params int[] columns) : Aggregate where TState : AggregateState, new()
{
    private readonly Column?[] _columns = new Column?[columns.Length];

    public override Type StateType => typeof(TState);

    public override bool Inverts => false;

    public override AggregateState New() => new TState();

    public override void Bind(Batch batch)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            _columns[i] = batch.Column(columns[i]);
        }
    }

    public override void Add(AggregateState state, int row, long ts)
    {
        foreach (var column in _columns)
        {
            if (column!.IsNull(row))
            {
                return;
            }
        }

        Add((TState)state, row, ts);
    }

    public override void AddMany(AggregateState state, ReadOnlySpan<int> rows, ReadOnlySpan<long> times)
    {
        var hasNulls = false;
        foreach (var column in _columns)
        {
            hasNulls |= column!.HasNulls;
        }

        if (!hasNulls)
        {
            AddAll((TState)state, rows, times);
            return;
        }

        foreach (var row in rows)
        {
            Add(state, row, times[row]);
        }
    }

    public override void Merge(AggregateState state, AggregateState later) => Merge((TState)state, (TState)later);

    public override void Remove(AggregateState state, AggregateState part) => Remove((TState)state, (TState)part);

    public override void Write(AggregateState state, ColumnBuilder to) => Write((TState)state, to);

    /// <summary>An argument column of the batch.</summary>
    protected Column Argument(int i) => _columns[i]!;

    /// <summary>A number of an argument column as float64.</summary>
    protected double Float(int i, int row) => _columns[i] switch
    {
        ValueColumn<double> c => c[row],
        ValueColumn<float> c => c[row],
        ValueColumn<long> c => c[row],
        ValueColumn<int> c => c[row],
        var other => throw new InvalidOperationException($"{other!.Type} is no number: a bug in the operator"),
    };

    /// <summary>A row whose arguments are not null.</summary>
    protected abstract void Add(TState state, int row, long ts);

    /// <summary>Rows whose arguments are not null.</summary>
    protected virtual void AddAll(TState state, ReadOnlySpan<int> rows, ReadOnlySpan<long> times)
    {
        foreach (var row in rows)
        {
            Add(state, row, times[row]);
        }
    }

    /// <summary>See <see cref="Aggregate.Merge"/>.</summary>
    protected abstract void Merge(TState state, TState later);

    /// <summary>See <see cref="Aggregate.Remove"/>.</summary>
    protected virtual void Remove(TState state, TState part) => throw new InvalidOperationException($"{GetType().Name} cannot take away: a bug in the operator");

    /// <summary>See <see cref="Aggregate.Write"/>.</summary>
    protected abstract void Write(TState state, ColumnBuilder to);
}
