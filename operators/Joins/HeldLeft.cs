namespace StreamEngine.Joins;

/// <summary>A left row that is due.</summary>
/// <param name="Slot">Where it stands in its store.</param>
/// <param name="Key">Its key.</param>
/// <param name="Ts">Its event time.</param>
/// <param name="Order">Its place among those due with it.</param>
internal readonly record struct HeldLeft(int Slot, int Key, long Ts, int Order);
