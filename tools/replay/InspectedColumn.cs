namespace StreamEngine.Replay;

/// <summary>A column of a recording.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as pipeline files write it.</param>
/// <param name="Nullable">Whether it may have nulls.</param>
/// <param name="Unit">Its unit, if known.</param>
/// <param name="Nulls">Rows without a value.</param>
/// <param name="Least">Least value, of numbers and times (ns); else null.</param>
/// <param name="Most">Greatest value.</param>
public sealed record InspectedColumn(string Name, string Type, bool Nullable, string? Unit, long Nulls, string? Least, string? Most);
