using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
[Operator("weighted_mid", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class WeightedMid(WeightedMidOptions options) : Feature<SizedPrices, WeightedMidPrice>, IColumnFeature
{
    /// <summary>The options.</summary>
    public WeightedMidOptions Options => options;

    /// <inheritdoc/>
    public override WeightedMidPrice OnRow(in SizedPrices row)
    {
        var value = Of(row.BidPx, row.BidQty, row.AskPx, row.AskQty);
        return double.IsFinite(value) ? new WeightedMidPrice(value) : throw new ArithmeticException("the weighted mid is not finite");
    }

    /// <inheritdoc/>
    public bool TryAnswer(FeatureColumns columns, Span<double> answers)
    {
        var bids = columns[0];
        var bidSizes = columns[1];
        var asks = columns[2];
        var askSizes = columns[3];
        var finite = Vector256<double>.AllBitsSet;
        var i = 0;
        for (; i + 4 <= answers.Length; i += 4)
        {
            var value = Of(Vector256.Create(bids[i..]), Vector256.Create(bidSizes[i..]), Vector256.Create(asks[i..]), Vector256.Create(askSizes[i..]));
            finite &= Vector256.IsFinite(value);
            value.CopyTo(answers[i..]);
        }

        var all = Vector256.EqualsAll(finite.AsInt64(), Vector256<long>.AllBitsSet);
        for (; i < answers.Length; i++)
        {
            answers[i] = Of(bids[i], bidSizes[i], asks[i], askSizes[i]);
            all &= double.IsFinite(answers[i]);
        }

        return all;
    }

    private static double Of(double bid, double bidSize, double ask, double askSize)
    {
        var value = bidSize == 0 && askSize == 0 ? (bid + ask) / 2 : ((ask * bidSize) + (bid * askSize)) / (bidSize + askSize);
        return double.IsFinite(value) ? Math.Clamp(value, Math.Min(bid, ask), Math.Max(bid, ask)) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Of(Vector256<double> bid, Vector256<double> bidSize, Vector256<double> ask, Vector256<double> askSize)
    {
        var empty = Vector256.Equals(bidSize, Vector256<double>.Zero) & Vector256.Equals(askSize, Vector256<double>.Zero);
        var value = Vector256.ConditionalSelect(empty, (bid + ask) / Vector256.Create(2.0), ((ask * bidSize) + (bid * askSize)) / (bidSize + askSize));
        var (least, most) = (Vector256.Min(bid, ask), Vector256.Max(bid, ask));
        var held = Vector256.ConditionalSelect(Vector256.LessThan(value, least), least, Vector256.ConditionalSelect(Vector256.GreaterThan(value, most), most, value));
        return Vector256.ConditionalSelect(Vector256.IsFinite(value), held, value);
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
