namespace StreamEngine.Arrow.Reading;

/// <summary>A file's schema.</summary>
/// <param name="Name">Canonical name, where the file says one.</param>
/// <param name="Fields">The fields in order.</param>
internal sealed record ArrowSchema(string? Name, IReadOnlyList<ArrowField> Fields);
