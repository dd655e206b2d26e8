namespace StreamEngine.Normalizers;

/// <summary>Update ids of a depth message.</summary>
/// <param name="First">First id in it (<c>U</c>).</param>
/// <param name="Last">Last id in it (<c>u</c>).</param>
/// <param name="Previous">Last id of the message before (<c>pu</c>); 0 where the venue has none.</param>
internal readonly record struct DepthIds(long First, long Last, long Previous);
