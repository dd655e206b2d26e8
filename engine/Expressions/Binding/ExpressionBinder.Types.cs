using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <content>How types and units meet.</content>
public sealed partial class ExpressionBinder
{
    private const int AllPlaces = 28;

    private static bool IsBareNull(TypedExpression expression) => expression is ConstantExpression { IsBareNull: true };

    private static bool IsNumber(TypedExpression expression) => expression.Type.Kind is TypeKind.Int64 or TypeKind.Float64 or TypeKind.Decimal;

    private static bool IsText(TypedExpression expression) => expression.Type.Kind is TypeKind.String or TypeKind.Symbol or TypeKind.Enum;

    private static TypedExpression ToFloat(TypedExpression expression) =>
        expression.Type.Kind == TypeKind.Float64 ? expression : Make(Operation.ToFloat, ColumnType.Float64, [expression], expression.Unit);

    private static TypedExpression ToDecimal(TypedExpression expression) => expression switch
    {
        { Type.Kind: TypeKind.Decimal } => expression,
        ConstantExpression { Exact: { } exact } => new ConstantExpression(ColumnType.Decimal, exact, expression.Unit, exact),
        _ => Make(Operation.ToDecimal, ColumnType.Decimal, [expression], expression.Unit, AllPlaces),
    };

    private static TypedExpression ToText(TypedExpression expression) =>
        expression.Type.Kind == TypeKind.String ? expression : Make(Operation.ToText, ColumnType.String, expression);

    /// <summary>Gives a bare null the type of the other side; false when both are bare.</summary>
    private bool Adopt(ExpressionSyntax at, ref TypedExpression left, ref TypedExpression right)
    {
        if (IsBareNull(left) && IsBareNull(right))
        {
            Refuse("SE4109", at, "nothing says what type these nulls have", "write float(null) for one of them");
            return false;
        }

        left = IsBareNull(left) ? new ConstantExpression(right.Type, null, right.Unit) : left;
        right = IsBareNull(right) ? new ConstantExpression(left.Type, null, left.Unit) : right;
        return true;
    }

    private bool SameUnit(ExpressionSyntax at, string what, TypedExpression left, TypedExpression right, out string? unit)
    {
        unit = left.Unit ?? right.Unit;
        if (left.Unit is null || right.Unit is null || left.Unit == right.Unit)
        {
            return true;
        }

        Refuse("SE4201", at, $"'{what}' stands between a value in {left.Unit} and one in {right.Unit}", "convert one of them, by a factor or a price");
        return false;
    }

    /// <summary>Gives two values that stand for one another (branches, else, coalesce, min) one type and unit.</summary>
    private bool Unify(ExpressionSyntax at, string what, ref TypedExpression left, ref TypedExpression right, out string? unit)
    {
        unit = null;
        if (IsBareNull(left) && IsBareNull(right))
        {
            return true;
        }

        if (!Adopt(at, ref left, ref right) || !SameUnit(at, what, left, right, out unit))
        {
            return false;
        }

        if (IsNumber(left) && IsNumber(right))
        {
            return UnifyNumbers(at, what, ref left, ref right);
        }

        if (IsText(left) && IsText(right))
        {
            return UnifyTexts(at, ref left, ref right, strict: false);
        }

        if (left.Type.Equals(right.Type) && left.Type.Kind is not (TypeKind.Vector or TypeKind.Json))
        {
            return true;
        }

        Refuse("SE4105", at, $"'{what}' gives {left.Type} here and {right.Type} there", "make both one type");
        return false;
    }

    private bool UnifyNumbers(ExpressionSyntax at, string what, ref TypedExpression left, ref TypedExpression right)
    {
        if (left.Type.Equals(right.Type))
        {
            return true;
        }

        var hasDecimal = left.Type.Kind == TypeKind.Decimal || right.Type.Kind == TypeKind.Decimal;
        var hasFloat = IsInexact(left) || IsInexact(right);
        if (hasDecimal && hasFloat)
        {
            Refuse("SE4102", at, $"'{what}' joins {left.Type} with {right.Type}", "write float(x) to give up exactness, or decimal(x, places) to round to a decimal");
            return false;
        }

        (left, right) = hasDecimal ? (ToDecimal(left), ToDecimal(right)) : (ToFloat(left), ToFloat(right));
        return true;
    }

    /// <summary>Whether a value is a float that has no exact decimal; a literal has one, and so has a null.</summary>
    private static bool IsInexact(TypedExpression expression) =>
        expression.Type.Kind == TypeKind.Float64 && expression is not ConstantExpression { Exact: not null };

    /// <summary>Gives two texts one type: that of a symbol or enum beside a constant, else string. A <paramref name="strict"/> enum refuses a constant outside its names.</summary>
    private bool UnifyTexts(ExpressionSyntax at, ref TypedExpression left, ref TypedExpression right, bool strict)
    {
        if (left.Type.Equals(right.Type))
        {
            return true;
        }

        return right is ConstantExpression ? UnifyText(at, ref left, ref right, strict)
            : left is ConstantExpression ? UnifyText(at, ref right, ref left, strict)
            : AsStrings(ref left, ref right);
    }

    // the place of a text literal in the comparison that holds it
    private static ExpressionSyntax Literal(ExpressionSyntax at, string text)
    {
        IReadOnlyList<ExpressionSyntax> parts = at switch
        {
            ExpressionSyntax.Binary binary => [binary.Left, binary.Right],
            ExpressionSyntax.In test => test.Items,
            _ => [],
        };
        return parts.FirstOrDefault(part => part is ExpressionSyntax.Text literal && literal.Value == text) ?? at;
    }

    private bool UnifyText(ExpressionSyntax at, ref TypedExpression value, ref TypedExpression constant, bool strict)
    {
        var text = (string?)((ConstantExpression)constant).Value;
        if (value.Type.Kind == TypeKind.Enum && text is not null && !value.Type.Names.Contains(text))
        {
            if (!strict)
            {
                return AsStrings(ref value, ref constant);
            }

            Refuse("SE4107", Literal(at, text), $"'{text}' is none of {string.Join(", ", value.Type.Names)}", Config.Nearest.Question(text, value.Type.Names));
            return false;
        }

        constant = new ConstantExpression(value.Type, text, constant.Unit);
        return true;
    }

    private static bool AsStrings(ref TypedExpression left, ref TypedExpression right)
    {
        (left, right) = (ToText(left), ToText(right));
        return true;
    }
}
