using System.Runtime.Intrinsics;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Features;

/// <summary>Mid price: the middle between best bid and ask.</summary>
/// <remarks>
/// <code>mid = (Pb + Pa) / 2</code>
/// P price, b bid, a ask (REQUIREMENTS FEA-01).
/// <para>In: rows with <c>bid_px</c> and <c>ask_px</c>. Appends <c>mid</c>: quote units, between bid and ask; null where a price is.</para>
/// <para>Edge cases: a row without bid or ask is answered null.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a result that is not finite is an error row. No warm-up. Cost: O(1) a row. No memory.</para>
/// </remarks>
[Operator("mid", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Mid(MidOptions options) : Feature<BestPrices, MidPrice>, IColumnFeature
{
    /// <summary>The options.</summary>
    public MidOptions Options => options;

    /// <inheritdoc/>
    public override MidPrice OnRow(in BestPrices row)
    {
        var mid = (row.BidPx + row.AskPx) / 2;
        return double.IsFinite(mid) ? new MidPrice(mid) : throw new ArithmeticException("the mid is not finite");
    }

    /// <inheritdoc/>
    public bool TryAnswer(FeatureColumns columns, Span<double> answers)
    {
        var bids = columns[0];
        var asks = columns[1];
        var finite = Vector256<double>.AllBitsSet;
        var i = 0;
        for (; i + 4 <= answers.Length; i += 4)
        {
            var mid = (Vector256.Create(bids[i..]) + Vector256.Create(asks[i..])) / Vector256.Create(2.0);
            finite &= Vector256.IsFinite(mid);
            mid.CopyTo(answers[i..]);
        }

        var all = Vector256.EqualsAll(finite.AsInt64(), Vector256<long>.AllBitsSet);
        for (; i < answers.Length; i++)
        {
            answers[i] = (bids[i] + asks[i]) / 2;
            all &= double.IsFinite(answers[i]);
        }

        return all;
    }
}

/// <summary>What <see cref="Mid"/> appends.</summary>
/// <param name="Value">Column <c>mid</c>, quote units.</param>
public readonly record struct MidPrice([property: Column("mid", Option = "as", Unit = "quote")] double Value);

/// <summary>Options of <see cref="Mid"/>.</summary>
[Example("x: { from: book, key: symbol, mid: {} }")]
public sealed record MidOptions
{
    /// <summary>Name of the result.</summary>
    public ColumnName As { get; init; } = new("mid");
}
