namespace StreamEngine.Normalizers;

/// <summary>What a frame is.</summary>
internal enum FrameKind
{
    /// <summary>Nothing that is normalized: another channel, or the answer to a control message.</summary>
    Other,

    /// <summary>Diff depth.</summary>
    Depth,

    /// <summary>A depth snapshot answered over REST.</summary>
    Snapshot,

    /// <summary>A trade.</summary>
    Trade,

    /// <summary>Fills of one taker order at one price.</summary>
    AggregateTrade,

    /// <summary>A block trade.</summary>
    BlockTrade,

    /// <summary>Best bid and ask.</summary>
    BookTicker,
}
