namespace StreamEngine.Config;

/// <summary>The name of a column of the input; whether the input has it is checked when the node is bound.</summary>
public readonly record struct ColumnName(string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
