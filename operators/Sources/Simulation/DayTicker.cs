namespace StreamEngine.Sources.Simulation;

/// <summary>What a market did in 24 hours.</summary>
/// <param name="Last">Newest price.</param>
/// <param name="Open">Price of the oldest trade.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Volume">Base units.</param>
/// <param name="QuoteVolume">Quote units.</param>
internal readonly record struct DayTicker(double Last, double Open, double High, double Low, decimal Volume, decimal QuoteVolume);
