using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Σ price × qty / Σ qty of floats: each product rounded as <c>price * qty</c> is, both sums exact. Rows that lack either are skipped; null when Σ qty is 0.</summary>
internal sealed class FloatVwapAggregate(int price, int qty) : AggregateOf<FloatVwapState>(price, qty)
{
    public override bool Inverts => true;

    protected override void Add(FloatVwapState state, int row, long ts)
    {
        var weight = Float(1, row);
        var product = Float(0, row) * weight;
        try
        {
            state.Count++;
            state.Weights.Add(weight);
            state.Products.Add(product);
        }
        catch (ArithmeticException)
        {
            state.Beyond++;
        }
    }

    protected override void Merge(FloatVwapState state, FloatVwapState later)
    {
        state.Count += later.Count;
        state.Beyond += later.Beyond;
        try
        {
            state.Weights.Add(later.Weights);
            state.Products.Add(later.Products);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Remove(FloatVwapState state, FloatVwapState part)
    {
        state.Count -= part.Count;
        state.Beyond -= part.Beyond;
        try
        {
            state.Weights.Subtract(part.Weights);
            state.Products.Subtract(part.Products);
        }
        catch (OverflowException)
        {
            state.Beyond++;
        }
    }

    protected override void Write(FloatVwapState state, ColumnBuilder to)
    {
        if (state.Beyond > 0)
        {
            throw new ArithmeticException("price × qty, or its sum, is out of range");
        }

        var weights = state.Count == 0 ? 0 : state.Weights.Value;
        if (weights == 0)
        {
            to.AppendNull();
            return;
        }

        var vwap = state.Products.Value / weights;
        ((ValueBuilder<double>)to).Append(double.IsFinite(vwap) ? vwap : throw new ArithmeticException("the result is beyond the range of float64"));
    }
}

/// <summary>Sums of products and weights.</summary>
internal sealed class FloatVwapState : AggregateState
{
    public readonly ExactSum Products = new();

    public readonly ExactSum Weights = new();

    public long Count;

    /// <summary>Rows that did not fit; then the answer is not known.</summary>
    public long Beyond;

    public override bool Clear()
    {
        Products.Clear();
        Weights.Clear();
        (Count, Beyond) = (0, 0);
        return true;
    }
}
