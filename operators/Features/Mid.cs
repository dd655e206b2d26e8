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
[Operator("mid", OperatorKind.Feature)]
public sealed class Mid(MidOptions options) : Feature<BestPrices, MidPrice>
{
    /// <summary>The options.</summary>
    public MidOptions Options => options;

    /// <inheritdoc/>
    public override MidPrice OnRow(in BestPrices row)
    {
        var mid = (row.BidPx + row.AskPx) / 2;
        return double.IsFinite(mid) ? new MidPrice(mid) : throw new ArithmeticException("the mid is not finite");
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
