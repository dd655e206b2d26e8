using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>
/// An expression bound to a schema. int32 and float32 columns are read as int64 and float64, so these two never are the <see cref="Type"/> of an expression. A row's result is a
/// value, null (unknown) or a failure. What fails: a result that is not finite, an overflow, division or remainder by zero. A failed operand makes the operation fail; a null operand makes
/// it null; <c>if</c> ignores the branch not taken, <c>false and …</c> and <c>true or …</c> their right side, and <c>else</c> replaces a failed left side.
/// </summary>
public abstract class TypedExpression
{
    /// <summary>Makes a node.</summary>
    protected TypedExpression(ColumnType type, bool nullable, bool canFail, string? unit)
    {
        Type = type;
        Nullable = nullable;
        CanFail = canFail;
        Unit = unit;
    }

    /// <summary>Type of the values.</summary>
    public ColumnType Type { get; }

    /// <summary>Whether the result can be null.</summary>
    public bool Nullable { get; }

    /// <summary>Whether a row can fail.</summary>
    public bool CanFail { get; }

    /// <summary>Unit of the values, where one is known.</summary>
    public string? Unit { get; }

    /// <summary>The expression as written; set on the root.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>Names of the input columns it reads.</summary>
    public IReadOnlySet<string> Columns
    {
        get
        {
            var columns = new SortedSet<string>(StringComparer.Ordinal);
            CollectColumns(columns, []);
            return columns;
        }
    }

    /// <summary>Adds the columns read from here on; <paramref name="seen"/> holds the definitions already visited.</summary>
    internal abstract void CollectColumns(ISet<string> columns, HashSet<TypedExpression> seen);
}
