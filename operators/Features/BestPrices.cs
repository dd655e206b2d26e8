namespace StreamEngine.Features;

/// <summary>Best prices of a book or quote; a row without one of them has no answer.</summary>
/// <param name="BidPx">Best bid.</param>
/// <param name="AskPx">Best ask.</param>
public readonly record struct BestPrices(double BidPx, double AskPx);
