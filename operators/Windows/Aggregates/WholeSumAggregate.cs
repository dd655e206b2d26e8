using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Sum (int64 or duration) or mean (float64) of whole numbers.</summary>
internal sealed class WholeSumAggregate(int column, bool isMean) : AggregateOf<WholeSumState>(column)
{
    public override bool Inverts => true;

    protected override void Add(WholeSumState state, int row, long ts)
    {
        state.Count++;
        state.Sum += Argument(0) is ValueColumn<int> narrow ? narrow[row] : ((ValueColumn<long>)Argument(0))[row];
    }

    protected override void Merge(WholeSumState state, WholeSumState later)
    {
        state.Count += later.Count;
        state.Sum += later.Sum;
    }

    protected override void Remove(WholeSumState state, WholeSumState part)
    {
        state.Count -= part.Count;
        state.Sum -= part.Sum;
    }

    protected override void Write(WholeSumState state, ColumnBuilder to)
    {
        if (state.Count == 0)
        {
            to.AppendNull();
        }
        else if (isMean)
        {
            ((ValueBuilder<double>)to).Append(ExactRatio.ToDouble(state.Sum, state.Count));
        }
        else
        {
            ((ValueBuilder<long>)to).Append(state.Sum >= long.MinValue && state.Sum <= long.MaxValue ? (long)state.Sum : throw new ArithmeticException($"the sum {state.Sum} is beyond the range of int64"));
        }
    }
}

/// <summary>A sum of whole numbers.</summary>
internal sealed class WholeSumState : AggregateState
{
    public Int128 Sum;

    public long Count;

    public override bool Clear()
    {
        (Sum, Count) = (0, 0);
        return true;
    }
}
