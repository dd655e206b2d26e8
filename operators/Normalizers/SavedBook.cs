namespace StreamEngine.Normalizers;

/// <summary>Saved form of a <see cref="DepthBook"/>: codes as text.</summary>
internal sealed record SavedBook(string Symbol, string? Channel, string Origin, bool IsLive, bool WasLive, long LastId, long StaleSnapshot, SavedFrame? Snapshot, List<SavedFrame> Waiting, bool HasChannel);

/// <summary>Saved form of a <see cref="HeldFrame"/>.</summary>
internal sealed record SavedFrame(string Text, long Received, string Origin, long Line, long First, long Last, long Previous);
