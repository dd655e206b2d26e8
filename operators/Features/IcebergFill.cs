namespace StreamEngine.Features;

/// <summary>A fill at a level whose visible size after it is not known yet.</summary>
/// <param name="Ts">Its event time.</param>
/// <param name="Quantity">Its quantity.</param>
internal readonly record struct IcebergFill(long Ts, decimal Quantity);
