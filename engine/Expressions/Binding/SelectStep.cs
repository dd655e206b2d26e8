using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>Makes rows of a new shape. A value that is a plain <see cref="ColumnExpression"/> passes that column on.</summary>
/// <param name="Output">The new shape.</param>
/// <param name="Columns">Name and value of each column, in the order of <paramref name="Output"/>.</param>
public sealed record SelectStep(Schema Output, IReadOnlyList<(string Name, TypedExpression Value)> Columns) : Step;
