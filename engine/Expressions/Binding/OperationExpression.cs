using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>An operation on operands.</summary>
public sealed class OperationExpression : TypedExpression
{
    /// <summary>An operation; whether it can be null or fail follows from operation and operands.</summary>
    public OperationExpression(Operation operation, ColumnType type, IReadOnlyList<TypedExpression> operands, string? unit = null, int argument = 0, IReadOnlyList<object>? set = null)
        : base(type, IsNullable(operation, operands), Fails(operation, type, operands), unit)
    {
        Operation = operation;
        Operands = operands;
        Argument = argument;
        Set = set;
    }

    /// <summary>What is done.</summary>
    public Operation Operation { get; }

    /// <summary>To what.</summary>
    public IReadOnlyList<TypedExpression> Operands { get; }

    /// <summary>Places of <see cref="Operation.Round"/> and <see cref="Operation.ToDecimal"/>, index of <see cref="Operation.Element"/>, count of <see cref="Operation.VectorSum"/>.</summary>
    public int Argument { get; }

    /// <summary>The constants of <see cref="Operation.In"/>, of the operand's type.</summary>
    public IReadOnlyList<object>? Set { get; }

    internal override void CollectColumns(ISet<string> columns, HashSet<TypedExpression> seen)
    {
        foreach (var operand in Operands)
        {
            operand.CollectColumns(columns, seen);
        }
    }

    private static bool IsNullable(Operation operation, IReadOnlyList<TypedExpression> operands) => operation switch
    {
        Operation.IsNull => false,
        Operation.Coalesce => operands.All(o => o.Nullable),
        _ => operands.Any(o => o.Nullable),
    };

    private static bool Fails(Operation operation, ColumnType type, IReadOnlyList<TypedExpression> operands) => operation switch
    {
        Operation.Else => operands[0].CanFail && operands[1].CanFail,
        _ => FailsItself(operation, type, operands) || operands.Any(o => o.CanFail),
    };

    private static bool FailsItself(Operation operation, ColumnType type, IReadOnlyList<TypedExpression> operands) => operation switch
    {
        Operation.Add or Operation.Subtract or Operation.Multiply or Operation.Divide => true,
        Operation.Remainder => !IsNonZero(operands[1]),
        Operation.Sqrt or Operation.Exp or Operation.Log or Operation.VectorSum => true,
        Operation.Negate or Operation.Abs => type.Kind is TypeKind.Int64 or TypeKind.Duration,
        Operation.ToDecimal => operands[0].Type.Kind == TypeKind.Float64,
        _ => false,
    };

    /// <summary>Whether an operand is a number known not to be zero.</summary>
    internal static bool IsNonZero(TypedExpression operand) => operand is ConstantExpression { Value: { } value } && value switch
    {
        long number => number != 0,
        double number => number != 0,
        decimal number => number != 0,
        _ => false,
    };
}
