using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Features;

/// <summary>Order flow imbalance (OFI) at the best bid and ask, summed over the last <c>window</c> changes.</summary>
/// <remarks>
/// <code>e = [Pb ≥ Pb′] Qb − [Pb ≤ Pb′] Qb′ − [Pa ≤ Pa′] Qa + [Pa ≥ Pa′] Qa′</code>
/// P price, Q size, b bid, a ask, ′ the row before; [c] is 1 when c holds, else 0. With a window of 1 the answer is the e of the row itself.
/// Source: Cont, Kukanov, Stoikov (2014), The Price Impact of Order Book Events, J. Financial Econometrics 12(1), 47–88. Sums are exact.
/// <para>In: rows with <c>bid_px</c>, <c>bid_qty</c>, <c>ask_px</c> and <c>ask_qty</c>, per key in stream order. Appends <c>ofi</c>: base units, unbounded; positive is buying pressure; null in warm-up.</para>
/// <para>Edge cases: a row where one of the four is null is answered null and starts the warm-up over (the book was lost or a side is empty).</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input. Warm-up: one row and <c>window</c> changes. Cost: O(1) a row. Memory: <c>window</c> × 32 bytes a key.</para>
/// </remarks>
[Operator("order_flow_imbalance", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class OrderFlowImbalance(OrderFlowImbalanceOptions options) : Feature<BestQuote, Ofi, OfiState>
{
    private const int Terms = 4;

    /// <inheritdoc/>
    public override Ofi OnRow(in BestQuote row)
    {
        if (row is not { BidPx: { } bidPx, BidQty: { } bidQty, AskPx: { } askPx, AskQty: { } askQty })
        {
            State.Previous = null;
            State.Terms.Clear();
            State.Sum.Clear();
            return default;
        }

        if (State.Previous is { BidPx: { } wasBidPx, BidQty: { } wasBidQty, AskPx: { } wasAskPx, AskQty: { } wasAskQty })
        {
            if (State.Terms.Count == options.Window * Terms)
            {
                for (var i = 0; i < Terms; i++)
                {
                    State.Sum.Subtract(State.Terms.Dequeue());
                }
            }

            Take(bidPx >= wasBidPx ? bidQty : 0);
            Take(bidPx <= wasBidPx ? -wasBidQty : 0);
            Take(askPx <= wasAskPx ? -askQty : 0);
            Take(askPx >= wasAskPx ? wasAskQty : 0);
        }

        State.Previous = row;
        return State.Terms.Count == options.Window * Terms ? new Ofi(State.Sum.Value) : default;
    }

    /// <inheritdoc/>
    protected override OfiState NewState() => new();

    private void Take(double term)
    {
        State.Sum.Add(term);
        State.Terms.Enqueue(term);
    }
}

/// <summary>What <see cref="OrderFlowImbalance"/> reads.</summary>
/// <param name="BidPx">Best bid.</param>
/// <param name="BidQty">Size there.</param>
/// <param name="AskPx">Best ask.</param>
/// <param name="AskQty">Size there.</param>
public readonly record struct BestQuote(double? BidPx, double? BidQty, double? AskPx, double? AskQty);

/// <summary>What <see cref="OrderFlowImbalance"/> appends.</summary>
/// <param name="Value">Column <c>ofi</c>, base units; null until the window is full.</param>
public readonly record struct Ofi([property: Column("ofi", Option = "as", Unit = "base")] double? Value);

/// <summary>State of <see cref="OrderFlowImbalance"/>: the row before, and the four terms of each change in the window.</summary>
public sealed class OfiState
{
    internal BestQuote? Previous;
    internal Queue<double> Terms = new();
    internal ExactSum Sum = new();
}

/// <summary>Options of <see cref="OrderFlowImbalance"/>.</summary>
[Example("x: { from: book, key: symbol, order_flow_imbalance: { window: 1 } }")]
public sealed record OrderFlowImbalanceOptions
{
    /// <summary>Changes in the sum.</summary>
    [Range(1, 100_000)]
    public int Window { get; init; } = 1;

    /// <summary>Name of the result.</summary>
    public ColumnName As { get; init; } = new("ofi");
}
