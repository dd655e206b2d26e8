using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>
/// Types expressions against a schema. int and float meet as float64, int and decimal as decimal; decimal and float never meet unconverted (a literal takes the decimal's side).
/// Names, types, units and a missing <c>else</c> are checked here, so that running only fails where a row does.
/// </summary>
public sealed partial class ExpressionBinder
{
    private const int MostSuggestions = 100; // of unknown names: each is held against all others

    private readonly Schema _input;
    private readonly IReadOnlyDictionary<string, ConstantValue> _parameters;
    private readonly Dictionary<string, TypedExpression> _defined = new(StringComparer.Ordinal);
    private readonly Action<ExpressionProblem> _report;
    private int _unknown;

    private ExpressionBinder(Schema input, IReadOnlyDictionary<string, ConstantValue> parameters, Action<ExpressionProblem> report)
    {
        _input = input;
        _parameters = parameters;
        _report = report;
    }

    /// <summary>Types one expression; null when it was refused, which was then reported.</summary>
    public static TypedExpression? Bind(ExpressionSyntax syntax, Schema input, IReadOnlyDictionary<string, ConstantValue> parameters, Action<ExpressionProblem> report) =>
        new ExpressionBinder(input, parameters, report).BindRoot(syntax);

    /// <summary>Types the condition of a <c>where</c>.</summary>
    /// <param name="text">The condition as written, for messages about rows.</param>
    /// <param name="what">What needs it, for messages.</param>
    public static WhereStep? BindWhere(ExpressionSyntax syntax, string text, Schema input, IReadOnlyDictionary<string, ConstantValue> parameters, Action<ExpressionProblem> report, string what = "where")
    {
        var condition = new ExpressionBinder(input, parameters, report).BindRoot(syntax);
        if (condition is null)
        {
            return null;
        }

        if (condition.Type.Kind != TypeKind.Bool)
        {
            report(new ExpressionProblem("SE4104", syntax.Offset, syntax.Length, $"{what} needs a bool, this is {condition.Type}", "compare it with something"));
            return null;
        }

        condition.Text = text.Trim();
        return new WhereStep(condition);
    }

    /// <summary>The schema behind a <c>where</c>: a column x that must satisfy <c>x is not null</c> (alone or joined by <c>and</c>) is no longer nullable.</summary>
    public static Schema Narrow(Schema input, WhereStep where)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        CollectPresent(where.Condition, present);
        return input.Fields.Any(f => f.Nullable && present.Contains(f.Name))
            ? new Schema(input.Name, [.. input.Fields.Select(f => present.Contains(f.Name) ? f with { Nullable = false } : f)])
            : input;
    }

    private static void CollectPresent(TypedExpression condition, HashSet<string> present)
    {
        switch (condition)
        {
            case OperationExpression { Operation: Operation.And } and:
                CollectPresent(and.Operands[0], present);
                CollectPresent(and.Operands[1], present);
                break;
            case OperationExpression { Operation: Operation.Not, Operands: [OperationExpression { Operation: Operation.IsNull, Operands: [ColumnExpression column] }] }:
                present.Add(column.Field.Name);
                break;
        }
    }

    private TypedExpression? BindRoot(ExpressionSyntax syntax)
    {
        var bound = Bind(syntax, false);
        return bound is ConstantExpression { IsBareNull: true }
            ? Refuse("SE4109", syntax, "nothing says what type this null has", "write float(null), or put it beside a typed value")
            : bound;
    }

    private TypedExpression? Bind(ExpressionSyntax syntax, bool caught) => syntax switch
    {
        ExpressionSyntax.Number number => BindNumber(number),
        ExpressionSyntax.Duration duration => new ConstantExpression(ColumnType.Duration, duration.Nanoseconds),
        ExpressionSyntax.Text text => new ConstantExpression(ColumnType.String, text.Value),
        ExpressionSyntax.Truth truth => new ConstantExpression(ColumnType.Bool, truth.Value),
        ExpressionSyntax.Null => new ConstantExpression(ColumnType.Bool, null) { IsBareNull = true },
        ExpressionSyntax.Name name => BindName(name),
        ExpressionSyntax.Parameter parameter => BindParameter(parameter),
        ExpressionSyntax.Unary unary => BindUnary(unary, caught),
        ExpressionSyntax.Binary { Operator: "else" } binary => BindElse(binary, caught),
        ExpressionSyntax.Binary { Operator: "and" or "or" } binary => BindLogic(binary, caught),
        ExpressionSyntax.Binary { Operator: "+" or "-" or "*" or "/" or "%" } binary => BindArithmetic(binary, caught),
        ExpressionSyntax.Binary binary => BindComparison(binary, caught),
        ExpressionSyntax.In test => BindIn(test, caught),
        ExpressionSyntax.If choice => BindIf(choice, caught),
        ExpressionSyntax.IsNull test => BindIsNull(test, caught),
        ExpressionSyntax.Call call => BindCall(call, caught),
        ExpressionSyntax.Element element => BindElement(element, caught),
        _ => throw new InvalidOperationException($"no binding for {syntax.GetType().Name}: a bug in the engine"),
    };

    private ConstantExpression? BindNumber(ExpressionSyntax.Number number)
    {
        var isWhole = number.Digits.All(char.IsAsciiDigit);
        var fits = decimal.TryParse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact);
        if (isWhole && long.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return new ConstantExpression(ColumnType.Int64, whole, number.Unit, whole);
        }

        var value = double.Parse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (isWhole || !double.IsFinite(value))
        {
            Refuse("SE1207", number, $"the number {number.Digits} is too large", "an int64 ends at 9223372036854775807, a float64 at 1.79e308; write a point for a float64");
            return null;
        }

        return new ConstantExpression(ColumnType.Float64, value, number.Unit, fits ? exact : null);
    }

    private TypedExpression? BindName(ExpressionSyntax.Name name)
    {
        if (_defined.TryGetValue(name.Value, out var definition))
        {
            _depthOfUsed = Math.Max(_depthOfUsed, _depths[name.Value]);
            return definition is ColumnExpression or ConstantExpression ? definition : new DefinedExpression(name.Value, definition);
        }

        if (_input.Find(name.Value) is { } field)
        {
            return new ColumnExpression(field);
        }

        if (++_unknown > MostSuggestions)
        {
            return Refuse("SE3201", name, $"there is no column '{name.Value}'");
        }

        List<string> names = [.. _input.Fields.Select(f => f.Name).Concat(_defined.Keys).Where(n => !AggregateCall.IsInner(n)).Distinct()];
        return Refuse("SE3201", name, $"there is no column '{name.Value}'; there are: {Config.NameList.Of(names)}", Config.Nearest.Question(name.Value, names));
    }

    private TypedExpression? BindParameter(ExpressionSyntax.Parameter parameter)
    {
        if (FindParameter(parameter) is not { } found)
        {
            return null;
        }

        return found.Items is null
            ? Constant(found.Type, found.Scalar, found.Unit)
            : Refuse("SE4114", parameter, $"${parameter.Value} is a list; a list stands only behind 'in'", $"write x in ${parameter.Value}");
    }

    private ConstantValue? FindParameter(ExpressionSyntax.Parameter parameter)
    {
        if (_parameters.TryGetValue(parameter.Value, out var found))
        {
            return found;
        }

        Refuse("SE3203", parameter, $"no parameter is called '{parameter.Value}'", Config.Nearest.Question(parameter.Value, _parameters.Keys) ?? "declare it under params");
        return null;
    }

    private static ConstantExpression Constant(ColumnType type, object? value, string? unit) => type.Kind switch
    {
        TypeKind.Int32 or TypeKind.Int64 => new ConstantExpression(ColumnType.Int64, value is null ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture), unit),
        TypeKind.Float32 or TypeKind.Float64 => new ConstantExpression(ColumnType.Float64, value is null ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture), unit),
        TypeKind.Symbol or TypeKind.Enum or TypeKind.String => new ConstantExpression(ColumnType.String, value, unit),
        _ => new ConstantExpression(type, value, unit),
    };

    private TypedExpression? Refuse(string code, ExpressionSyntax at, string message, Config.Suggestion? help = null)
    {
        _report(new ExpressionProblem(code, at.Offset, at.Length, message, help));
        return null;
    }

    /// <summary>An operation, or its value when all operands are constants and it does not fail.</summary>
    private static TypedExpression Make(Operation operation, ColumnType type, IReadOnlyList<TypedExpression> operands, string? unit = null, int argument = 0, IReadOnlyList<object>? set = null)
    {
        var made = new OperationExpression(operation, type, operands, unit, argument, set);
        if (!operands.All(o => o is ConstantExpression))
        {
            return made;
        }

        var outcome = TreeEvaluator.Evaluate(made, static _ => null, static _ => default);
        return outcome.Failure is null ? new ConstantExpression(type, outcome.Value, unit) : made;
    }

    private static TypedExpression Make(Operation operation, ColumnType type, params TypedExpression[] operands) => Make(operation, type, operands, null);

    /// <summary>The operation, unless it can fail by its nature and nothing says what then.</summary>
    private TypedExpression? MustSayElse(TypedExpression made, ExpressionSyntax at, string what, bool caught) =>
        caught || made is not OperationExpression
            ? made
            : Refuse("SE4301", at, $"{what} can fail, and nothing says what then", "write … else null, or another value behind else");
}
