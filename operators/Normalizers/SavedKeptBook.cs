using StreamEngine.Features;

namespace StreamEngine.Normalizers;

/// <summary>Saved form of a <see cref="KeptBook"/>.</summary>
internal sealed record SavedKeptBook(SavedLevels Levels, long? Seq, long WholeAt, bool IsInMessage);
