using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <content>Functions and elements.</content>
public sealed partial class ExpressionBinder
{
    private const int MaxFloatPlaces = 15;
    private const int MaxPlaces = 18;

    private static readonly Dictionary<string, (int Least, int Most, string Usage)> Functions = new(StringComparer.Ordinal)
    {
        ["abs"] = (1, 1, "abs(x)"),
        ["min"] = (2, int.MaxValue, "min(a, b, …)"),
        ["max"] = (2, int.MaxValue, "max(a, b, …)"),
        ["clamp"] = (3, 3, "clamp(x, low, high)"),
        ["round"] = (1, 2, "round(x) or round(x, digits)"),
        ["floor"] = (1, 1, "floor(x)"),
        ["ceil"] = (1, 1, "ceil(x)"),
        ["sqrt"] = (1, 1, "sqrt(x)"),
        ["exp"] = (1, 1, "exp(x)"),
        ["log"] = (1, 1, "log(x)"),
        ["sign"] = (1, 1, "sign(x)"),
        ["coalesce"] = (2, int.MaxValue, "coalesce(a, b, …)"),
        ["float"] = (1, 1, "float(x)"),
        ["decimal"] = (2, 2, "decimal(x, places)"),
        ["sum"] = (1, 1, "sum(vector) or sum(vector, first n)"),
    };

    private TypedExpression? BindCall(ExpressionSyntax.Call call, bool caught)
    {
        if (!Functions.TryGetValue(call.Function, out var function))
        {
            _report(new ExpressionProblem("SE3204", call.Offset, call.Function.Length, $"there is no function '{call.Function}'; there are: {string.Join(", ", Functions.Keys)}",
                Config.Nearest.Question(call.Function, Functions.Keys)));
            return null;
        }

        if (call.Arguments.Count < function.Least || call.Arguments.Count > function.Most || (call.First is not null && call.Function != "sum"))
        {
            return Refuse("SE4106", call, string.Create(CultureInfo.InvariantCulture, $"{call.Function} does not take {call.Arguments.Count} argument{(call.Arguments.Count == 1 ? "" : "s")}"), $"write {function.Usage}");
        }

        var arguments = new List<TypedExpression>();
        foreach (var syntax in call.Arguments)
        {
            if (Bind(syntax, caught) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }

        return call.Function switch
        {
            "min" => Fold(call, Operation.Min, arguments),
            "max" => Fold(call, Operation.Max, arguments),
            "coalesce" => Fold(call, Operation.Coalesce, arguments),
            "clamp" => Fold(call, Operation.Max, [arguments[0], arguments[1]]) is { } raised ? Fold(call, Operation.Min, [raised, arguments[2]]) : null,
            "round" => BindRound(call, arguments),
            "float" => BindFloat(call, arguments[0]),
            "decimal" => BindDecimal(call, arguments),
            "sum" => BindSum(call, arguments[0]),
            "sqrt" or "exp" or "log" => BindCurve(call, arguments[0], caught),
            _ => BindSimple(call, arguments[0]),
        };
    }

    private TypedExpression? Fold(ExpressionSyntax.Call call, Operation operation, IReadOnlyList<TypedExpression> arguments)
    {
        var folded = arguments[0];
        for (var i = 1; i < arguments.Count; i++)
        {
            var next = arguments[i];
            if (!Unify(call, call.Function, ref folded, ref next, out var unit))
            {
                return null;
            }

            if (operation != Operation.Coalesce && !IsNumber(folded) && folded.Type.Kind is not (TypeKind.Timestamp or TypeKind.Duration) && !IsBareNull(folded))
            {
                return RefuseArgument(call, folded, "numbers, timestamps or durations");
            }

            folded = IsBareNull(folded) ? folded : Make(operation, folded.Type, [folded, next], unit);
        }

        return folded;
    }

    private TypedExpression? RefuseArgument(ExpressionSyntax.Call call, TypedExpression argument, string takes) =>
        Refuse("SE4103", call, $"{call.Function} takes {takes}, not {argument.Type}");

    private TypedExpression? BindSimple(ExpressionSyntax.Call call, TypedExpression argument)
    {
        if (IsBareNull(argument))
        {
            return argument;
        }

        var takesDuration = call.Function is "abs" or "sign";
        var isDuration = takesDuration && argument.Type.Kind == TypeKind.Duration;
        if (!IsNumber(argument) && !isDuration)
        {
            return RefuseArgument(call, argument, takesDuration ? "a number or a duration" : "a number");
        }

        return call.Function switch
        {
            "abs" => Make(Operation.Abs, argument.Type, [argument], argument.Unit),
            "sign" => Make(Operation.Sign, isDuration ? ColumnType.Int64 : argument.Type, argument),
            "floor" or "ceil" when argument.Type.Kind == TypeKind.Int64 => argument,
            "floor" => Make(Operation.Floor, argument.Type, [argument], argument.Unit),
            _ => Make(Operation.Ceil, argument.Type, [argument], argument.Unit),
        };
    }

    private TypedExpression? BindRound(ExpressionSyntax.Call call, List<TypedExpression> arguments)
    {
        var value = arguments[0];
        if (IsBareNull(value))
        {
            return value;
        }

        if (!IsNumber(value))
        {
            return RefuseArgument(call, value, "a number");
        }

        var digits = 0;
        var most = value.Type.Kind == TypeKind.Decimal ? MaxPlaces : MaxFloatPlaces;
        return arguments.Count == 2 && !IsCount(call, call.Arguments[1], arguments[1], "digits", 0, most, out digits) ? null
            : value.Type.Kind == TypeKind.Int64 ? value
            : Make(Operation.Round, value.Type, [value], value.Unit, digits);
    }

    private bool IsCount(ExpressionSyntax.Call call, ExpressionSyntax at, TypedExpression argument, string what, int least, int most, out int count)
    {
        if (argument is ConstantExpression { Value: long number, Type.Kind: TypeKind.Int64 } && number >= least && number <= most)
        {
            count = (int)number;
            return true;
        }

        count = 0;
        Refuse("SE4110", at, string.Create(CultureInfo.InvariantCulture, $"the {what} of {call.Function} must be a whole number from {least} to {most}, written as such"), "write the number itself; a column or a sum is not known when the pipeline is bound");
        return false;
    }

    private TypedExpression? BindFloat(ExpressionSyntax.Call call, TypedExpression argument) =>
        IsBareNull(argument) ? new ConstantExpression(ColumnType.Float64, null)
        : IsNumber(argument) ? ToFloat(argument)
        : argument.Type.Kind == TypeKind.Duration ? Make(Operation.ToFloat, ColumnType.Float64, argument)
        : RefuseArgument(call, argument, "a number or a duration");

    private TypedExpression? BindDecimal(ExpressionSyntax.Call call, List<TypedExpression> arguments)
    {
        var value = arguments[0];
        if (!IsCount(call, call.Arguments[1], arguments[1], "places", 0, MaxPlaces, out var places))
        {
            return null;
        }

        return IsBareNull(value) ? new ConstantExpression(ColumnType.Decimal, null)
            : IsNumber(value) ? Make(Operation.ToDecimal, ColumnType.Decimal, [value], value.Unit, places)
            : RefuseArgument(call, value, "a number");
    }

    private TypedExpression? BindCurve(ExpressionSyntax.Call call, TypedExpression argument, bool caught)
    {
        if (IsBareNull(argument))
        {
            return new ConstantExpression(ColumnType.Float64, null);
        }

        if (argument.Type.Kind == TypeKind.Decimal && argument is not ConstantExpression)
        {
            return Refuse("SE4103", call, $"{call.Function} takes a float, not decimal", $"write {call.Function}(float(x))");
        }

        if (!IsNumber(argument))
        {
            return RefuseArgument(call, argument, "a number");
        }

        var operation = call.Function switch { "sqrt" => Operation.Sqrt, "exp" => Operation.Exp, _ => Operation.Log };
        return MustSayElse(Make(operation, ColumnType.Float64, ToFloat(argument)), call, call.Function, caught);
    }

    private TypedExpression? BindSum(ExpressionSyntax.Call call, TypedExpression vector)
    {
        if (vector is not ColumnExpression { Type.Kind: TypeKind.Vector })
        {
            return RefuseArgument(call, vector, "a vector column");
        }

        var count = vector.Type.Length;
        if (call.First is { } first)
        {
            var bound = BindNumber(first);
            if (bound is null || !IsCount(call, first, bound, "first n", 1, vector.Type.Length, out count))
            {
                return null;
            }
        }

        return Make(Operation.VectorSum, ColumnType.Float64, [vector], vector.Unit, count);
    }

    private TypedExpression? BindElement(ExpressionSyntax.Element element, bool caught)
    {
        var vector = Bind(element.Vector, caught);
        if (vector is null)
        {
            return null;
        }

        if (vector is not ColumnExpression { Type.Kind: TypeKind.Vector })
        {
            return Refuse("SE4103", element, $"[…] takes an element of a vector column, this is {vector.Type}");
        }

        var last = vector.Type.Length - 1;
        if (element.Index is ExpressionSyntax.Number { Unit: null } number && int.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last)
        {
            return Make(Operation.Element, ColumnType.Float64, [vector], vector.Unit, index);
        }

        return Refuse("SE4108", element.Index, string.Create(CultureInfo.InvariantCulture, $"the vector has {vector.Type.Length} elements; an index is a whole number from 0 to {last}"), "count from 0");
    }
}
