using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Verbs;

/// <summary>The row of a join: the left columns, then the right ones whose names left has not.</summary>
internal static class JoinedColumns
{
    /// <summary>Roles in rank order.</summary>
    public static readonly IReadOnlyList<string> Roles = ["right", "left"];

    /// <summary>Its columns.</summary>
    /// <param name="inputs">Right, then left.</param>
    public static IReadOnlyList<SimColumn> Of(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) =>
        [.. inputs[1], .. inputs[0].Where(r => inputs[1].All(l => l.Name != r.Name)).Select(r => r with { Nullable = true })];

    /// <summary>Its values.</summary>
    /// <param name="inputs">Columns of right, then left.</param>
    /// <param name="left">The left row.</param>
    /// <param name="right">The right row; null where none belongs to it.</param>
    public static Dictionary<string, object?> Row(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, SimRow left, SimRow? right)
    {
        var cells = left.With();
        foreach (var column in inputs[0].Where(r => inputs[1].All(l => l.Name != r.Name)))
        {
            cells[column.Name] = right?[column.Name];
        }

        return cells;
    }
}
