namespace StreamEngine.Bench.Workloads;

/// <summary>A trade on its way through the opponents of W2.</summary>
/// <param name="Ts">Event time.</param>
/// <param name="Symbol">Which symbol.</param>
/// <param name="Price">Price.</param>
/// <param name="Qty">Size.</param>
/// <param name="Notional">Price × size.</param>
/// <param name="Average">Exponential average of the price.</param>
internal readonly record struct TradeStep(long Ts, int Symbol, double Price, double Qty, double Notional, double Average);
