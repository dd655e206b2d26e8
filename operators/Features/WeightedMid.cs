using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Features;

/// <summary>Weighted mid: bid and ask, each weighted with the size on the other side, so it leans to where the price is likelier to go.</summary>
/// <remarks>
/// <code>weighted_mid = (Pa · Qb + Pb · Qa) / (Qb + Qa)</code>
/// P price, Q size, b bid, a ask; the plain mid when both sizes are 0. Source: FORMULAE 1, REQUIREMENTS FEA-01 (the market report calls it <c>micro</c>); Stoikov's micro-price is another measure.
/// <para>In: rows with <c>bid_px</c>, <c>bid_qty</c>, <c>ask_px</c> and <c>ask_qty</c>. Appends <c>weighted_mid</c>: quote units, held between bid and ask; null where one of them is.</para>
/// <para>Edge cases: with both sizes 0 it is the plain mid; a row where one of the four is null is answered null.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a result that is not finite is an error row. No warm-up. Cost: O(1) a row. No memory.</para>
/// </remarks>
[Operator("weighted_mid", OperatorKind.Feature)]
public sealed class WeightedMid(WeightedMidOptions options) : Feature<SizedPrices, WeightedMidPrice>
{
    /// <summary>The options.</summary>
    public WeightedMidOptions Options => options;

    /// <inheritdoc/>
    public override WeightedMidPrice OnRow(in SizedPrices row)
    {
        var sizes = row.BidQty + row.AskQty;
        var value = row is { BidQty: 0, AskQty: 0 }
            ? (row.BidPx + row.AskPx) / 2
            : ((row.AskPx * row.BidQty) + (row.BidPx * row.AskQty)) / sizes;
        return double.IsFinite(value)
            ? new WeightedMidPrice(Math.Clamp(value, Math.Min(row.BidPx, row.AskPx), Math.Max(row.BidPx, row.AskPx)))
            : throw new ArithmeticException("the weighted mid is not finite");
    }
}

/// <summary>What <see cref="WeightedMid"/> reads.</summary>
/// <param name="BidPx">Best bid.</param>
/// <param name="BidQty">Size there.</param>
/// <param name="AskPx">Best ask.</param>
/// <param name="AskQty">Size there.</param>
public readonly record struct SizedPrices(double BidPx, double BidQty, double AskPx, double AskQty);

/// <summary>What <see cref="WeightedMid"/> appends.</summary>
/// <param name="Value">Column <c>weighted_mid</c>, quote units.</param>
public readonly record struct WeightedMidPrice([property: Column("weighted_mid", Option = "as", Unit = "quote")] double Value);

/// <summary>Options of <see cref="WeightedMid"/>.</summary>
[Example("x: { from: book, key: symbol, weighted_mid: {} }")]
public sealed record WeightedMidOptions
{
    /// <summary>Name of the result.</summary>
    public ColumnName As { get; init; } = new("weighted_mid");
}
