namespace StreamEngine.Replay;

/// <summary>A column of two rows that are compared.</summary>
/// <param name="Column">Its name.</param>
/// <param name="A">The value of the first file as text, times as RFC 3339; null for null.</param>
/// <param name="B">The value of the second.</param>
/// <param name="Differs">Whether they differ.</param>
public sealed record DiffCell(string Column, string? A, string? B, bool Differs);
