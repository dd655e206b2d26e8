namespace StreamEngine.Simulation.Cases;

/// <summary>A port of a case that others may read.</summary>
/// <param name="Ref">How <c>from</c> names it.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record SimPort(string Ref, IReadOnlyList<SimColumn> Columns)
{
    /// <summary>Names of its columns of a type.</summary>
    public IReadOnlyList<string> Of(params CellType[] types) => [.. Columns.Where(c => types.Contains(c.Type)).Select(c => c.Name)];

    /// <summary>Whether it has a column.</summary>
    public bool Has(string name) => Columns.Any(c => c.Name == name);
}
