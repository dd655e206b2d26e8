namespace StreamEngine.Flow;

/// <summary>Where a key stands in filling its gap.</summary>
/// <param name="Ts">Event time of its last row, filled ones included, ns.</param>
/// <param name="Count">Rows filled since the last that came.</param>
internal readonly record struct FilledKey(long Ts, int Count);
