namespace StreamEngine.Config;

/// <summary>An option as it was written.</summary>
/// <param name="Name">Its path: <c>window</c>, <c>output.score</c>, <c>input[1]</c>.</param>
/// <param name="Span">The place of its value.</param>
/// <param name="Value">What was read; null for null.</param>
/// <param name="Source">The value in the file, for places inside it.</param>
public sealed record BoundOption(string Name, Span Span, object? Value, YamlNode Source);
