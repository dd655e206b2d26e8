namespace StreamEngine.Data;

/// <summary>
/// The column that a member of a row record stands for. Without it the column is the member's name in snake_case. <c>option: "column"</c> takes the column's name from
/// the option of that name of the operator (inputs: which column to read; outputs: how to call the result).
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ColumnAttribute(string? name = null) : Attribute
{
    /// <summary>Column name, or null for the member's name. <c>{levels}</c> in it stands for the text of the operator's option <c>levels</c>.</summary>
    public string? Name => name;

    /// <summary>Name of the option that holds the column's name.</summary>
    public string? Option { get; init; }

    /// <summary>Type as pipeline files write it, where the member's type leaves it open (<c>timestamp</c>, <c>duration</c>, <c>json</c>, an enum's names).</summary>
    public string? Type { get; init; }

    /// <summary>Unit of the values.</summary>
    public string? Unit { get; init; }
}
