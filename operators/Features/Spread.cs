using System.Runtime.Intrinsics;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Features;

/// <summary>Relative spread between best bid and ask.</summary>
/// <remarks>
/// <code>spread_bps = (Pa − Pb) / Pb · 10,000</code>
/// P price, b bid, a ask. It is divided by the bid, not by the mid (REQUIREMENTS FEA-01, FORMULAE 17); the difference is taken in decimals.
/// <para>In: rows with <c>bid_px</c> and <c>ask_px</c>. Appends <c>spread_bps</c>: basis points, above 0 for an uncrossed book; null where a price is.</para>
/// <para>Edge cases: a row without bid or ask is answered null; a crossed book has a spread below 0.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a bid of 0 is an error row. No warm-up. Cost: O(1) a row. No memory.</para>
/// </remarks>
[Operator("spread", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Spread(SpreadOptions options) : Feature<BestPrices, SpreadBps>, IColumnFeature
{
    private int _places;

    /// <summary>The options.</summary>
    public SpreadOptions Options => options;

    /// <inheritdoc/>
    public override SpreadBps OnRow(in BestPrices row)
    {
        var spread = DecimalSteps.Difference(row.AskPx, row.BidPx) / row.BidPx * 10_000;
        return double.IsFinite(spread) ? new SpreadBps(spread) : throw new ArithmeticException("the spread is not finite; the bid must not be 0");
    }

    /// <inheritdoc/>
    public bool TryAnswer(FeatureColumns columns, Span<double> answers)
    {
        var bids = columns[0];
        DecimalSteps.Differences(columns[1], bids, ref _places, answers);
        var finite = Vector256<double>.AllBitsSet;
        var i = 0;
        for (; i + 4 <= answers.Length; i += 4)
        {
            var spread = Vector256.Create<double>(answers[i..]) / Vector256.Create(bids[i..]) * Vector256.Create(10_000.0);
            finite &= Vector256.IsFinite(spread);
            spread.CopyTo(answers[i..]);
        }

        var all = Vector256.EqualsAll(finite.AsInt64(), Vector256<long>.AllBitsSet);
        for (; i < answers.Length; i++)
        {
            answers[i] = answers[i] / bids[i] * 10_000;
            all &= double.IsFinite(answers[i]);
        }

        return all;
    }
}

/// <summary>What <see cref="Spread"/> appends.</summary>
/// <param name="Value">Column <c>spread_bps</c>, basis points.</param>
public readonly record struct SpreadBps([property: Column("spread_bps", Option = "as", Unit = "bps")] double Value);

/// <summary>Options of <see cref="Spread"/>.</summary>
[Example("x: { from: book, key: symbol, spread: {} }")]
public sealed record SpreadOptions
{
    /// <summary>Name of the result.</summary>
    public ColumnName As { get; init; } = new("spread_bps");
}
