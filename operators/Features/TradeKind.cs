namespace StreamEngine.Features;

/// <summary>Kinds of trade (<c>kind</c> of <c>trade/1</c>).</summary>
public enum TradeKind
{
    /// <summary>A single match.</summary>
    Normal,

    /// <summary>The matches of one taker order at one price.</summary>
    Aggregated,

    /// <summary>Negotiated off the book.</summary>
    Block,

    /// <summary>Against retail price improvement.</summary>
    Rpi,

    /// <summary>Of the insurance fund.</summary>
    Insurance,

    /// <summary>Auto-deleveraging.</summary>
    Adl,
}
