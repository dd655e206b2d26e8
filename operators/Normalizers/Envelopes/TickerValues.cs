namespace StreamEngine.Normalizers;

/// <summary>What a 24 h ticker says; prices in quote units.</summary>
internal struct TickerValues
{
    /// <summary>Newest price.</summary>
    public double? Last;

    /// <summary>Price 24 h ago.</summary>
    public double? Open;

    /// <summary>Highest price.</summary>
    public double High;

    /// <summary>Lowest price.</summary>
    public double Low;

    /// <summary>Volume, base units.</summary>
    public decimal Volume;

    /// <summary>Volume, quote units.</summary>
    public decimal? QuoteVolume;
}
