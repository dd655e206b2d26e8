using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Exact sum or mean of floats, rounded once.</summary>
internal sealed class FloatSumAggregate(int column, bool isMean) : AggregateOf<FloatSumState>(column)
{
    public override bool Inverts => true;

    protected override void Add(FloatSumState state, int row, long ts)
    {
        state.Count++;
        try
        {
            state.Sum.Add(Float(0, row));
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Merge(FloatSumState state, FloatSumState later)
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

    protected override void Remove(FloatSumState state, FloatSumState part)
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

    protected override void Write(FloatSumState state, ColumnBuilder to)
    {
        if (state.Count == 0)
        {
            to.AppendNull();
            return;
        }

        if (state.Beyond > 0)
        {
            throw new ArithmeticException("the sum has more than 38 digits from its finest place up");
        }

        ((ValueBuilder<double>)to).Append(isMean ? state.Sum.Mean(state.Count) : state.Sum.Value);
    }
}

/// <summary>A sum of floats.</summary>
internal sealed class FloatSumState : AggregateState
{
    public readonly ExactSum Sum = new();

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
