namespace StreamEngine.Normalizers;

/// <summary>A combined stream of trades that frames have come from: how they begin, and the codes they all have.</summary>
/// <param name="Start">The first bytes of its frames, up to the first field of the trade.</param>
/// <param name="Channel">Code in the dictionary <c>channel</c>.</param>
internal sealed record TradeStream(byte[] Start, int Channel)
{
    /// <summary>The symbol of the last frame, with the quote behind it.</summary>
    public byte[] Symbol { get; set; } = [];

    /// <summary>Its code in the dictionary <c>symbol</c>.</summary>
    public int SymbolCode { get; set; }

    /// <summary>Its code in the dictionary <c>raw_symbol</c>.</summary>
    public int RawSymbolCode { get; set; }
}
