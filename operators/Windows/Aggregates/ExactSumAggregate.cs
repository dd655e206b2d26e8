using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>An exact sum or mean: values that leave a window are taken away again without a trace.</summary>
/// <typeparam name="TSum">What sums.</typeparam>
/// <typeparam name="T">What comes out.</typeparam>
internal abstract class ExactSumAggregate<TSum, T>(int column) : AggregateOf<ExactSumState<TSum>>(column) where TSum : class, IExactSum, new() where T : unmanaged
{
    public override bool Inverts => true;

    /// <summary>Why a sum is not known.</summary>
    protected abstract string TooLong { get; }

    protected override void Add(ExactSumState<TSum> state, int row, long ts)
    {
        state.Count++;
        try
        {
            Add(state.Sum, row);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Merge(ExactSumState<TSum> state, ExactSumState<TSum> later)
    {
        state.Count += later.Count;
        state.Beyond += later.Beyond;
        try
        {
            Add(state.Sum, later.Sum);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Remove(ExactSumState<TSum> state, ExactSumState<TSum> part)
    {
        state.Count -= part.Count;
        state.Beyond -= part.Beyond;
        try
        {
            Subtract(state.Sum, part.Sum);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Write(ExactSumState<TSum> state, ColumnBuilder to)
    {
        if (state.Count == 0)
        {
            to.AppendNull();
            return;
        }

        if (state.Beyond > 0)
        {
            throw new ArithmeticException(TooLong);
        }

        ((ValueBuilder<T>)to).Append(Result(state.Sum, state.Count));
    }

    /// <summary>Adds the argument of a row.</summary>
    /// <exception cref="OverflowException">It does not fit; the sum is as before.</exception>
    protected abstract void Add(TSum sum, int row);

    /// <summary>Adds what another sum holds.</summary>
    /// <exception cref="OverflowException">It does not fit; the sum is as before.</exception>
    protected abstract void Add(TSum sum, TSum other);

    /// <summary>Takes away what another sum holds.</summary>
    /// <exception cref="OverflowException">It does not fit; the sum is as before.</exception>
    protected abstract void Subtract(TSum sum, TSum other);

    /// <summary>The sum or mean of so many values.</summary>
    protected abstract T Result(TSum sum, long count);
}
