using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>The typed value of a <c>$param</c>: a scalar, or a list of scalars of one type.</summary>
/// <remarks>Scalars are <c>bool</c>, <c>long</c> (int64; timestamp and duration in ns), <c>double</c>, <c>decimal</c>, and <c>string</c> for text, symbol and enum.</remarks>
/// <param name="Type">Type of the scalar, or of the items.</param>
/// <param name="Scalar">The value; null for a list.</param>
/// <param name="Items">The values of a list; null for a scalar.</param>
/// <param name="Unit">Unit of the value, where one is known.</param>
public sealed record ConstantValue(ColumnType Type, object? Scalar, IReadOnlyList<object>? Items = null, string? Unit = null)
{
    /// <summary>A scalar.</summary>
    public static ConstantValue Of(ColumnType type, object value, string? unit = null) => new(type, value, null, unit);

    /// <summary>A list.</summary>
    public static ConstantValue List(ColumnType type, IReadOnlyList<object> items) => new(type, null, items);
}
