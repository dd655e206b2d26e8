using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Exact sum or mean of decimals; the mean is rounded half-even to 18 places.</summary>
internal sealed class DecimalSumAggregate(int column, bool isMean) : AggregateOf<DecimalSumState>(column)
{
    public override bool Inverts => true;

    protected override void Add(DecimalSumState state, int row, long ts)
    {
        state.Count++;
        try
        {
            state.Sum.Add(((ValueColumn<decimal>)Argument(0))[row]);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Merge(DecimalSumState state, DecimalSumState later)
    {
        state.Count += later.Count;
        state.Beyond += later.Beyond;
        try
        {
            state.Sum.Add(later.Sum);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Remove(DecimalSumState state, DecimalSumState part)
    {
        state.Count -= part.Count;
        state.Beyond -= part.Beyond;
        try
        {
            state.Sum.Subtract(part.Sum);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Write(DecimalSumState state, ColumnBuilder to)
    {
        if (state.Count == 0)
        {
            to.AppendNull();
            return;
        }

        if (state.Beyond > 0)
        {
            throw new ArithmeticException("the sum has more than 20 digits before the point");
        }

        ((ValueBuilder<decimal>)to).Append(isMean ? state.Sum.Mean(state.Count) : state.Sum.Value);
    }
}

/// <summary>A sum of decimals.</summary>
internal sealed class DecimalSumState : AggregateState
{
    public readonly DecimalSum Sum = new();

    public long Count;

    /// <summary>Values that did not fit; then the sum is not known.</summary>
    public long Beyond;

    public override bool Clear()
    {
        Sum.Clear();
        (Count, Beyond) = (0, 0);
        return true;
    }
}
