using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>A column of a recording.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as pipeline files write it.</param>
/// <param name="Nullable">Whether it has nulls.</param>
/// <param name="Unit">Its unit, if known.</param>
public sealed record InspectedColumn(string Name, string Type, bool Nullable, string? Unit)
{
    internal static IReadOnlyList<InspectedColumn> Of(Schema schema) => [.. schema.Fields.Select(f => new InspectedColumn(f.Name, f.Type.Text, f.Nullable, f.Unit))];
}
