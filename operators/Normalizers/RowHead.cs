namespace StreamEngine.Normalizers;

/// <summary>Columns that all market rows have.</summary>
/// <param name="Ts">Venue time, ns.</param>
/// <param name="Sent">Venue send time where it differs in meaning.</param>
/// <param name="Symbol">Code in the dictionary <c>symbol</c>.</param>
/// <param name="RawSymbol">Code in the dictionary <c>raw_symbol</c>.</param>
/// <param name="Channel">Code in the dictionary <c>channel</c>; −1 when the frame does not say.</param>
/// <param name="Frame">The frame the row is from.</param>
internal readonly record struct RowHead(long Ts, long? Sent, int Symbol, int RawSymbol, int Channel, FrameOrigin Frame);
