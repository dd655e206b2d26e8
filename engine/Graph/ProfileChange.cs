namespace StreamEngine.Graph;

/// <summary>One thing a profile changes.</summary>
/// <param name="Path">What: <c>clock</c>, <c>params.out</c> or <c>nodes.file</c>.</param>
/// <param name="Before">As the file has it; null where it has nothing.</param>
/// <param name="After">As the profile has it.</param>
public sealed record ProfileChange(string Path, string? Before, string After);
