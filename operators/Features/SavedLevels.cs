namespace StreamEngine.Features;

/// <summary>Saved form of a <see cref="LevelBook"/>: levels from the best on, prices in ticks (those of asks negated) and sizes in steps of the exponents.</summary>
internal sealed record SavedLevels(bool IsLive, bool IsRebuilding, bool IsBroken, int CrossedFor, int PriceExponent, int SizeExponent, long[] Bids, long[] BidSizes, long[] Asks, long[] AskSizes);
