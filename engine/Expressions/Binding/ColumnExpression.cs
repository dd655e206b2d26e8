using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>The value of an input column. As a whole select line it passes the column on, shared and in its own type.</summary>
public sealed class ColumnExpression : TypedExpression
{
    /// <summary>A reference to a column.</summary>
    public ColumnExpression(Field field) : base(Loaded(field.Type), field.Nullable, false, field.Unit) => Field = field;

    /// <summary>The column.</summary>
    public Field Field { get; }

    internal override void CollectColumns(ISet<string> columns, HashSet<TypedExpression> seen) => columns.Add(Field.Name);

    private static ColumnType Loaded(ColumnType type) => type.Kind switch
    {
        TypeKind.Int32 => ColumnType.Int64,
        TypeKind.Float32 => ColumnType.Float64,
        _ => type,
    };
}
