namespace StreamEngine.Data;

/// <summary>One column of a schema.</summary>
/// <param name="Name">Column name, snake_case.</param>
/// <param name="Type">Its type.</param>
/// <param name="Nullable">Whether a row may lack a value.</param>
/// <param name="Unit">Unit of the values (<c>bps</c>, <c>base</c>, <c>quote</c>), where one is known.</param>
public sealed record Field(string Name, ColumnType Type, bool Nullable = false, string? Unit = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}{(Nullable ? "?" : "")}{(Unit is null ? "" : $" [{Unit}]")}";
}
