namespace StreamEngine.Normalizers;

/// <summary>What became of a book, as the last row of a message says it.</summary>
/// <param name="State">Code of the state.</param>
/// <param name="Reason">Why.</param>
/// <param name="LastSeq">Update id of the book.</param>
/// <param name="Expected">Update id expected.</param>
/// <param name="Got">Update id that came.</param>
internal sealed record BookStatus(byte State, string? Reason, long? LastSeq, long? Expected, long? Got);
