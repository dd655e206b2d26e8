namespace StreamEngine.Simulation.Cases;

/// <summary>A column of a stream of a case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its cells.</param>
/// <param name="Nullable">Whether a cell may be null.</param>
/// <param name="HasUnit">Whether it has a unit, so that it does not stand in an expression with just any other.</param>
internal sealed record SimColumn(string Name, CellType Type, bool Nullable = true, bool HasUnit = false)
{
    /// <summary>The type as a source declares it.</summary>
    public string TypeText => Type.ToString().ToLowerInvariant() + (Nullable ? "?" : "");
}
