using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>Which chains have a form by lanes.</summary>
internal static class LaneSupport
{
    private const int LongestSet = 16;

    /// <summary>Whether all that a chain computes has one.</summary>
    public static bool Covers(ChainPlan plan)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is WhereStep where)
            {
                if (!Covers(where.Condition))
                {
                    return false;
                }
            }
            else if (!((SelectStep)plan.Steps[i]).Columns.All(c => !plan.Wanted[i]!.Contains(c.Name) || c.Value is ColumnExpression || Covers(c.Value)))
            {
                return false;
            }
        }

        return plan.Computed.All(c => IsPlain(plan.Output[c].Type.Kind));
    }

    /// <summary>Whether an expression has one.</summary>
    public static bool Covers(TypedExpression node) => node switch
    {
        ConstantExpression or DefinedExpression or ColumnExpression => IsPlain(node.Type.Kind) || node.Type.Kind == TypeKind.Enum,
        OperationExpression operation => Covers(operation),
        _ => false,
    };

    private static bool Covers(OperationExpression node)
    {
        switch (node)
        {
            case { Operation: Operation.IsNull, Operands: [ColumnExpression] }:
                return true;
            case { Operation: Operation.In, Set.Count: > LongestSet }:
                return false;
            case { Operation: Operation.In, Operands: [ColumnExpression { Type.Kind: TypeKind.Symbol }] }:
                return true;
            case { Operation: Operation.Equal or Operation.NotEqual, Operands: [ColumnExpression { Type.Kind: TypeKind.Symbol }, ConstantExpression { Value: not null }] }:
                return true;
            case { Operation: Operation.Equal or Operation.NotEqual, Operands: [ConstantExpression { Value: not null }, ColumnExpression { Type.Kind: TypeKind.Symbol }] }:
                return true;
        }

        return Has(node.Operation, node.Operands[0].Type.Kind == TypeKind.Float64, node.Argument) && node.Operands.All(Covers);
    }

    private static bool Has(Operation operation, bool isFloat, int argument) => operation switch
    {
        Operation.Multiply or Operation.Divide or Operation.Sqrt or Operation.Floor or Operation.Ceil => isFloat,
        Operation.Round => isFloat && argument == 0,
        Operation.Remainder or Operation.Exp or Operation.Log or Operation.ToDecimal or Operation.ToText or Operation.Element or Operation.VectorSum => false,
        _ => true,
    };

    private static bool IsPlain(TypeKind kind) => kind is TypeKind.Bool or TypeKind.Int64 or TypeKind.Float64 or TypeKind.Timestamp or TypeKind.Duration;
}
