using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Sample variance (n − 1), or its root, from exact sums of x and x²: (n Σx² − (Σx)²) / (n (n − 1)), rounded once. Null below two values.</summary>
internal sealed class VarianceAggregate(int column, bool isRoot) : AggregateOf<VarianceState>(column)
{
    public override bool Inverts => true;

    protected override void Add(VarianceState state, int row, long ts)
    {
        var value = Float(0, row);
        var square = value * value;
        if (!double.IsFinite(square))
        {
            state.Beyond++;
            return;
        }

        state.Count++;
        state.First.Add(value);
        state.Second.Add(square);
        state.Second.Add(Math.FusedMultiplyAdd(value, value, -square));
    }

    protected override void Merge(VarianceState state, VarianceState later)
    {
        state.Count += later.Count;
        state.Beyond += later.Beyond;
        state.First.Add(later.First);
        state.Second.Add(later.Second);
    }

    protected override void Remove(VarianceState state, VarianceState part)
    {
        state.Count -= part.Count;
        state.Beyond -= part.Beyond;
        state.First.Subtract(part.First);
        state.Second.Subtract(part.Second);
    }

    protected override void Write(VarianceState state, ColumnBuilder to)
    {
        if (state.Beyond > 0 && state.Count + state.Beyond > 1)
        {
            throw new ArithmeticException("the square of a value is beyond the range of float64");
        }

        if (state.Count < 2)
        {
            to.AppendNull();
            return;
        }

        BigInteger n = state.Count;
        var sum = state.First.Units;
        var variance = ExactRatio.ToDouble((n * state.Second.Units * BinarySum.Unit) - (sum * sum), n * (n - 1) * BinarySum.Unit * BinarySum.Unit);
        ((ValueBuilder<double>)to).Append(isRoot ? Math.Sqrt(variance) : variance);
    }
}

/// <summary>Sums of x and x².</summary>
internal sealed class VarianceState : AggregateState
{
    public readonly BinarySum First = new();

    public readonly BinarySum Second = new();

    public long Count;

    /// <summary>Values whose square is out of range.</summary>
    public long Beyond;

    public override bool Clear()
    {
        First.Clear();
        Second.Clear();
        (Count, Beyond) = (0, 0);
        return true;
    }
}
