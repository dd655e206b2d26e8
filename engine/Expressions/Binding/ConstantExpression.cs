using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>A value known when the pipeline is compiled.</summary>
public sealed class ConstantExpression : TypedExpression
{
    /// <summary>A constant; <paramref name="value"/> as in <see cref="ConstantValue"/>, or null.</summary>
    public ConstantExpression(ColumnType type, object? value, string? unit = null, decimal? exact = null)
        : base(type, value is null, false, unit)
    {
        Value = value;
        Exact = exact;
    }

    /// <summary>The value, or null.</summary>
    public object? Value { get; }

    /// <summary>The number exactly as written, when it is a literal: next to a decimal it is one.</summary>
    internal decimal? Exact { get; }

    /// <summary>Whether this is a bare <c>null</c> that takes the type of what it meets.</summary>
    internal bool IsBareNull { get; init; }

    internal override void CollectColumns(ISet<string> columns, HashSet<TypedExpression> seen)
    {
    }
}
