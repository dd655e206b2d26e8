namespace StreamEngine.Bench.Workloads;

/// <summary>One level change as hand-written loops hold it.</summary>
/// <param name="Ts">Event time, ns.</param>
/// <param name="Seq">The venue's number.</param>
/// <param name="Price">Price.</param>
/// <param name="Qty">New size; 0 deletes.</param>
/// <param name="Symbol">Which book.</param>
/// <param name="Action">What it does.</param>
/// <param name="IsBid">Which side.</param>
/// <param name="IsLast">Whether it ends its message.</param>
internal readonly record struct LevelChange(long Ts, long Seq, double Price, double Qty, int Symbol, LevelAction Action, bool IsBid, bool IsLast);
