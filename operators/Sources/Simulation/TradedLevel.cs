namespace StreamEngine.Sources.Simulation;

/// <summary>When a level was last traded at.</summary>
/// <param name="Bid">Its side.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Ts">The time, ns.</param>
internal readonly record struct TradedLevel(bool Bid, long Rank, long Ts);
