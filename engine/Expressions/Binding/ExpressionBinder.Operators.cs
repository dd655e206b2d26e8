using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <content>Operators.</content>
public sealed partial class ExpressionBinder
{
    private TypedExpression? BindUnary(ExpressionSyntax.Unary unary, bool caught)
    {
        var operand = Bind(unary.Operand, caught);
        if (operand is null || IsBareNull(operand))
        {
            return operand;
        }

        if (unary.Operator == "not")
        {
            return IsBool(operand, unary.Operand, "not") ? Make(Operation.Not, ColumnType.Bool, operand) : null;
        }

        if (operand is ConstantExpression { Exact: { } exact } literal)
        {
            var negated = literal.Value is long whole ? (object)-whole : -(double)literal.Value!;
            return new ConstantExpression(literal.Type, negated, literal.Unit, -exact);
        }

        return operand.Type.Kind is TypeKind.Int64 or TypeKind.Float64 or TypeKind.Decimal or TypeKind.Duration
            ? Make(Operation.Negate, operand.Type, [operand], operand.Unit)
            : Refuse("SE4101", unary, $"'-' takes a number or a duration, not {operand.Type}", "remove it, or use a numeric column");
    }

    private TypedExpression? BindElse(ExpressionSyntax.Binary binary, bool caught)
    {
        var left = Bind(binary.Left, true);
        var right = Bind(binary.Right, caught);
        return left is not null && right is not null && Unify(binary, "else", ref left, ref right, out var unit)
            ? Make(Operation.Else, left.Type, [left, right], unit)
            : null;
    }

    private TypedExpression? BindLogic(ExpressionSyntax.Binary binary, bool caught)
    {
        var left = Bind(binary.Left, caught);
        var right = Bind(binary.Right, caught);
        if (left is null || right is null || !IsBool(left, binary.Left, binary.Operator) || !IsBool(right, binary.Right, binary.Operator))
        {
            return null;
        }

        return Make(binary.Operator == "and" ? Operation.And : Operation.Or, ColumnType.Bool, left, right);
    }

    private bool IsBool(TypedExpression operand, ExpressionSyntax at, string what)
    {
        if (operand.Type.Kind == TypeKind.Bool)
        {
            return true;
        }

        Refuse("SE4104", at, $"'{what}' needs a bool, this is {operand.Type}", "compare it with something");
        return false;
    }

    private TypedExpression? BindArithmetic(ExpressionSyntax.Binary binary, bool caught)
    {
        var left = Bind(binary.Left, caught);
        var right = Bind(binary.Right, caught);
        if (left is null || right is null || !Adopt(binary, ref left, ref right))
        {
            return null;
        }

        string? unit = null;
        if (binary.Operator is "+" or "-" && !SameUnit(binary, binary.Operator, left, right, out unit))
        {
            return null;
        }

        var typed = OfTimes(binary.Operator, left, right, unit);
        if (typed is null && IsNumber(left) && IsNumber(right))
        {
            if (!UnifyNumbers(binary, binary.Operator, ref left, ref right))
            {
                return null;
            }

            if (binary.Operator == "/" && left.Type.Kind == TypeKind.Int64)
            {
                (left, right) = (ToFloat(left), ToFloat(right));
            }

            typed = Make(OperationOf(binary.Operator), left.Type, [left, right], unit);
        }

        if (typed is null)
        {
            return Refuse("SE4101", binary, $"'{binary.Operator}' does not take {left.Type} and {right.Type}", "both sides must be numbers; times and durations can be added and subtracted");
        }

        return binary.Operator is "/" or "%" && !OperationExpression.IsNonZero(right)
            ? MustSayElse(typed, binary, $"'{binary.Operator}'", caught)
            : typed;
    }

    private static Operation OperationOf(string sign) => sign switch
    {
        "+" => Operation.Add,
        "-" => Operation.Subtract,
        "*" => Operation.Multiply,
        "/" => Operation.Divide,
        "%" => Operation.Remainder,
        "=" => Operation.Equal,
        "!=" => Operation.NotEqual,
        "<" => Operation.Less,
        "<=" => Operation.LessOrEqual,
        ">" => Operation.Greater,
        ">=" => Operation.GreaterOrEqual,
        _ => throw new InvalidOperationException($"no operation '{sign}': a bug in the engine"),
    };

    private static TypedExpression? OfTimes(string sign, TypedExpression left, TypedExpression right, string? unit) => (sign, left.Type.Kind, right.Type.Kind) switch
    {
        ("-", TypeKind.Timestamp, TypeKind.Timestamp) => Make(Operation.Subtract, ColumnType.Duration, [left, right], unit),
        ("+" or "-", TypeKind.Timestamp, TypeKind.Duration) => Make(OperationOf(sign), ColumnType.Timestamp, [left, right], unit),
        ("+", TypeKind.Duration, TypeKind.Timestamp) => Make(Operation.Add, ColumnType.Timestamp, [left, right], unit),
        ("+" or "-", TypeKind.Duration, TypeKind.Duration) => Make(OperationOf(sign), ColumnType.Duration, [left, right], unit),
        ("*", TypeKind.Duration, TypeKind.Int64) or ("*", TypeKind.Int64, TypeKind.Duration) => Make(Operation.Multiply, ColumnType.Duration, [left, right]),
        ("/", TypeKind.Duration, TypeKind.Duration) => Make(Operation.Divide, ColumnType.Float64, [ToFloat(left), ToFloat(right)]),
        _ => null,
    };

    private TypedExpression? BindComparison(ExpressionSyntax.Binary binary, bool caught)
    {
        var left = Bind(binary.Left, caught);
        var right = Bind(binary.Right, caught);
        return left is null || right is null ? null : Compare(binary, binary.Operator, left, right);
    }

    private TypedExpression? Compare(ExpressionSyntax at, string sign, TypedExpression left, TypedExpression right)
    {
        if (!Adopt(at, ref left, ref right) || !SameUnit(at, sign, left, right, out _))
        {
            return null;
        }

        if (IsText(left) && IsText(right))
        {
            if (sign is not ("=" or "!="))
            {
                return Refuse("SE4111", at, $"texts have no order for '{sign}'", "compare texts with =, != or in");
            }

            return UnifyTexts(at, ref left, ref right, strict: true) ? Make(OperationOf(sign), ColumnType.Bool, left, right) : null;
        }

        if (IsNumber(left) && IsNumber(right))
        {
            return UnifyNumbers(at, sign, ref left, ref right) ? Make(OperationOf(sign), ColumnType.Bool, left, right) : null;
        }

        if (left.Type.Kind == right.Type.Kind
            && (left.Type.Kind is TypeKind.Timestamp or TypeKind.Duration || (left.Type.Kind == TypeKind.Bool && sign is "=" or "!=")))
        {
            return Make(OperationOf(sign), ColumnType.Bool, left, right);
        }

        return Refuse("SE4101", at, $"'{sign}' does not compare {left.Type} with {right.Type}", "compare numbers with numbers, texts with texts, times with times");
    }

    private TypedExpression? BindIn(ExpressionSyntax.In test, bool caught)
    {
        var value = Bind(test.Value, caught);
        var items = BindItems(test, caught);
        if (value is null || items is null)
        {
            return null;
        }

        var found = items.Count == 0 ? new ConstantExpression(ColumnType.Bool, false) : Any(value, items);
        return found is null || !test.Negated ? found : Make(Operation.Not, ColumnType.Bool, found);
    }

    private List<(ExpressionSyntax At, TypedExpression Item)>? BindItems(ExpressionSyntax.In test, bool caught)
    {
        var items = new List<(ExpressionSyntax, TypedExpression)>();
        if (!test.IsList)
        {
            var parameter = (ExpressionSyntax.Parameter)test.Items[0];
            if (FindParameter(parameter) is not { } found)
            {
                return null;
            }

            if (found.Items is null)
            {
                Refuse("SE4114", parameter, $"'in' needs a list, ${parameter.Value} is one {found.Type}", $"write x = ${parameter.Value}, or declare a list");
                return null;
            }

            items.AddRange(found.Items.Select(i => ((ExpressionSyntax)parameter, (TypedExpression)Constant(found.Type, i, found.Unit))));
            return items;
        }

        foreach (var syntax in test.Items)
        {
            if (Bind(syntax, caught) is not { } item)
            {
                return null;
            }

            if (IsBareNull(item))
            {
                Refuse("SE4109", syntax, "a list behind 'in' holds no null", "write x is null or x in […]");
                return null;
            }

            items.Add((syntax, item));
        }

        return items;
    }

    /// <summary>Whether the value equals one of the items: a set when all are constants of one type, else comparisons joined by or.</summary>
    private TypedExpression? Any(TypedExpression value, List<(ExpressionSyntax At, TypedExpression Item)> items)
    {
        var comparisons = new List<TypedExpression>();
        var set = new List<object>();
        TypedExpression? operand = null;
        foreach (var (at, item) in items)
        {
            if (Compare(at, "=", value, item) is not { } compared)
            {
                return null;
            }

            comparisons.Add(compared);
            if (compared is OperationExpression { Operation: Operation.Equal, Operands: [var left, ConstantExpression { Value: { } constant }] }
                && (operand is null || operand.Type.Equals(left.Type)))
            {
                operand = left;
                set.Add(constant);
            }
        }

        return set.Count == items.Count ? Make(Operation.In, ColumnType.Bool, [operand!], null, 0, set) : Joined(comparisons, 0, comparisons.Count);
    }

    private static TypedExpression Joined(List<TypedExpression> conditions, int from, int to)
    {
        if (to - from == 1)
        {
            return conditions[from];
        }

        var middle = (from + to) / 2;
        return Make(Operation.Or, ColumnType.Bool, Joined(conditions, from, middle), Joined(conditions, middle, to));
    }

    private TypedExpression? BindIf(ExpressionSyntax.If choice, bool caught)
    {
        var condition = Bind(choice.Condition, caught);
        var then = Bind(choice.Then, caught);
        var otherwise = Bind(choice.Else, caught);
        if (condition is null || then is null || otherwise is null || !IsBool(condition, choice.Condition, "if"))
        {
            return null;
        }

        return Unify(choice, "if", ref then, ref otherwise, out var unit) ? Make(Operation.If, then.Type, [condition, then, otherwise], unit) : null;
    }

    private TypedExpression? BindIsNull(ExpressionSyntax.IsNull test, bool caught)
    {
        if (Bind(test.Value, caught) is not { } value)
        {
            return null;
        }

        var isNull = Make(Operation.IsNull, ColumnType.Bool, value);
        return test.Negated ? Make(Operation.Not, ColumnType.Bool, isNull) : isNull;
    }
}
