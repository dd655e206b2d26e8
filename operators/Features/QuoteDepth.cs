using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>What the best <c>levels</c> levels of both sides are worth.</summary>
/// <remarks>
/// <code>quote_depth = Σ Pb(i) · Qb(i) + Σ Pa(i) · Qa(i),   i = 1 … levels</code>
/// P price and Q size of a level, counted from the best, b bid, a ask; added up in floating point, bids then asks, from the best on. Source: REQUIREMENTS FEA-10 (<c>quoteDepth</c>).
/// <para>In: book rows with <c>bid_prices</c>, <c>bid_sizes</c>, <c>ask_prices</c> and <c>ask_sizes</c> of at least <c>levels</c> elements. Appends <c>quote_depth_20</c> (with the number of levels): quote units, 0 or more; null
/// where the book is not live.</para>
/// <para>Edge cases: a side with fewer levels counts those it has; an empty book is 0.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a sum that is not finite is an error row. No warm-up. Cost: O(levels) a row. No memory.</para>
/// </remarks>
[Operator("quote_depth", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class QuoteDepth(QuoteDepthOptions options) : BatchOperator
{
    private readonly LevelVectors _levels = new(options.Levels);
    private Appender _appender = null!;
    private ScatterColumn<double>? _depth;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _levels.Bind(scope);
        return AppendedColumns.Bind(scope, new Field($"quote_depth_{options.Levels}", ColumnType.Float64, true, "quote"));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _levels.Open(context.Inputs[0]!);
        _appender = context.Output.Appender!;
        _depth = (ScatterColumn<double>?)_appender.At(0);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            double? depth = _levels.TryRead(rows.Batch, rows[i], bid: true, out var bidPrices, out var bidSizes) && _levels.TryRead(rows.Batch, rows[i], bid: false, out var askPrices, out var askSizes)
                ? Worth(Worth(0, bidPrices, bidSizes), askPrices, askSizes)
                : null;
            if (depth is { } sum && !double.IsFinite(sum))
            {
                output.Error(rows, i, "SE9101", "the depth is not finite");
                continue;
            }

            output.Used();
            var to = _appender.Pass(rows.Batch, rows[i], rows.At(i));
            _depth?.Set(to, depth);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
    }

    private static double Worth(double sum, ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes)
    {
        for (var i = 0; i < prices.Length; i++)
        {
            sum += prices[i] * sizes[i];
        }

        return sum;
    }
}

/// <summary>Options of <see cref="QuoteDepth"/>.</summary>
[Example("x: { from: book, key: symbol, quote_depth: { levels: 20 } }")]
public sealed record QuoteDepthOptions
{
    /// <summary>Levels a side that are summed, from the best.</summary>
    [Shorthand, Range(1, 1000)]
    public int Levels { get; init; } = 20;
}
