using StreamEngine.Data;

namespace StreamEngine.Features;

/// <summary>A row that waits for its answer. Its batch is retained.</summary>
/// <param name="Batch">The batch it stands in.</param>
/// <param name="Row">Its physical row.</param>
/// <param name="Due">Stream time of the answer.</param>
/// <param name="Ts">Its event time.</param>
/// <param name="Key">Its key.</param>
internal readonly record struct HeldRow(Batch Batch, int Row, long Due, long Ts, int Key);
