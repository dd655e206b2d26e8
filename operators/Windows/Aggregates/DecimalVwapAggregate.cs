using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Σ price × qty / Σ qty of decimals, products and quotient rounded half-even to 18 places. Rows that lack either are skipped; null when Σ qty is 0.</summary>
internal sealed class DecimalVwapAggregate(int price, int qty) : AggregateOf<DecimalVwapState>(price, qty)
{
    public override bool Inverts => true;

    protected override void Add(DecimalVwapState state, int row, long ts)
    {
        var weight = ((ValueColumn<decimal>)Argument(1))[row];
        try
        {
            state.Products.Add(((ValueColumn<decimal>)Argument(0))[row] * weight);
            state.Weights.Add(weight);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Merge(DecimalVwapState state, DecimalVwapState later)
    {
        state.Beyond += later.Beyond;
        try
        {
            state.Products.Add(later.Products);
            state.Weights.Add(later.Weights);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Remove(DecimalVwapState state, DecimalVwapState part)
    {
        state.Beyond -= part.Beyond;
        try
        {
            state.Products.Subtract(part.Products);
            state.Weights.Subtract(part.Weights);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Write(DecimalVwapState state, ColumnBuilder to)
    {
        if (state.Beyond > 0)
        {
            throw new ArithmeticException("price × qty, or its sum, is out of range");
        }

        if (state.Weights.Value == 0)
        {
            to.AppendNull();
            return;
        }

        ((ValueBuilder<decimal>)to).Append(state.Products.Ratio(state.Weights));
    }
}

/// <summary>Sums of products and weights.</summary>
internal sealed class DecimalVwapState : AggregateState
{
    public readonly DecimalSum Products = new();

    public readonly DecimalSum Weights = new();

    /// <summary>Rows that did not fit; then the answer is not known.</summary>
    public long Beyond;

    public override bool Clear()
    {
        Products.Clear();
        Weights.Clear();
        Beyond = 0;
        return true;
    }
}
