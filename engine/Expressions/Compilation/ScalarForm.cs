using System.Linq.Expressions;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>The form that goes row by row: all types, any selection. Runs rows [from, to) of the batch.</summary>
internal sealed class ScalarForm(ChainPlan plan) : ChainForm(plan)
{
    private const int LongestChain = 8;

    private readonly ParameterExpression _row = Expression.Variable(typeof(int), "row");
    private readonly ParameterExpression _count = Expression.Variable(typeof(int), "count");

    protected override Expression True { get; } = Expression.Constant(true);

    public static Action<KernelState, int, int> Compile(ChainPlan plan)
    {
        var form = new ScalarForm(plan);
        return form.Build().Compile();
    }

    protected override Expression And(Expression left, Expression right) => Expression.And(left, right);

    protected override Expression Or(Expression left, Expression right) => Expression.Or(left, right);

    protected override Expression Not(Expression condition) => Expression.Not(condition);

    protected override Expression Choose(Expression condition, Expression then, Expression otherwise) => Expression.Condition(condition, then, otherwise);

    protected override Expression Literal(ColumnType type, object? value)
    {
        var of = TypeOf(type);
        return value is null ? Default(of)
            : type.Kind == TypeKind.Enum ? Expression.Constant((int)type.CodeOf((string)value))
            : Expression.Constant(value, of);
    }

    protected override Expression LoadNull(int slot)
    {
        var words = Once(StateItem(nameof(KernelState.Validity), slot), "validity");
        var word = Expression.ArrayIndex(words, Expression.RightShift(Position, Expression.Constant(6)));
        var bit = Expression.And(Expression.RightShift(word, Expression.And(Position, Expression.Constant(63))), Expression.Constant(1UL));
        return Expression.Equal(bit, Expression.Constant(0UL));
    }

    protected override Expression LoadValue(int slot, Field field, Expression? isNull)
    {
        switch (field.Type.Kind)
        {
            case TypeKind.String or TypeKind.Json:
                return Guarded(isNull, Expression.Call(OnceColumn<TextColumn>(slot), nameof(TextColumn.Text), null, Position));
            case TypeKind.Symbol:
                return Guarded(isNull, Call(nameof(Scalars.SymbolText), OnceColumn<SymbolColumn>(slot), Position));
            case TypeKind.Int32:
                return Expression.Convert(Item<int>(slot), typeof(long));
            case TypeKind.Float32:
                return Expression.Convert(Item<float>(slot), typeof(double));
            case TypeKind.Float64:
                return Item<double>(slot);
            case TypeKind.Bool:
                return Guarded(isNull, Item<bool>(slot));
            case TypeKind.Decimal:
                return Guarded(isNull, Item<decimal>(slot));
            case TypeKind.Enum:
                return Guarded(isNull, Expression.Convert(Item<byte>(slot), typeof(int)));
            case TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration:
                return Item<long>(slot);
            default:
                throw new InvalidOperationException($"{field} has no value in expressions: a bug in the binder");
        }
    }

    protected override Expression? TestColumn(int slot, Field field, Expression? isNull, IReadOnlyList<object> constants)
    {
        if (constants.Count > LongestChain)
        {
            return null;
        }

        if (field.Type.Kind == TypeKind.String)
        {
            var column = OnceColumn<TextColumn>(slot);
            return Any(constants, c => Call(nameof(Scalars.TextEquals), column, Position, Expression.Constant(System.Text.Encoding.UTF8.GetBytes((string)c))));
        }

        var code = Item<int>(slot);
        return Any(constants, c => Expression.Equal(code, Once(StateItem(nameof(KernelState.Codes), Plan.CodeOf(slot, (string)c)), "code")));
    }

    protected override (Expression Value, Expression? Fail) ApplyToVector(OperationExpression node, int slot, Field field)
    {
        var start = Expression.Multiply(Position, Expression.Constant(field.Type.Length));
        var values = field.Type.Element == TypeKind.Float32 ? OnceArray<float>(slot) : OnceArray<double>(slot);
        if (node.Operation == Operation.Element)
        {
            var element = Expression.ArrayIndex(values, Expression.Add(start, Expression.Constant(node.Argument)));
            return (element.Type == typeof(double) ? element : Expression.Convert(element, typeof(double)), null);
        }

        var sum = Local(Call(nameof(Scalars.Sum), values, start, Expression.Constant(node.Argument)), "sum");
        return (sum, NotFinite(sum));
    }

    protected override (Expression Value, Expression? Fail) Apply(OperationExpression node, IReadOnlyList<Expression> of)
    {
        var kind = node.Operands[0].Type.Kind;
        switch (node.Operation)
        {
            case Operation.Equal:
                return (Expression.Equal(of[0], of[1]), null);
            case Operation.NotEqual:
                return (Expression.Not(Expression.Equal(of[0], of[1])), null);
            case Operation.Less:
                return (Expression.LessThan(of[0], of[1]), null);
            case Operation.LessOrEqual:
                return (Expression.LessThanOrEqual(of[0], of[1]), null);
            case Operation.Greater:
                return (Expression.GreaterThan(of[0], of[1]), null);
            case Operation.GreaterOrEqual:
                return (Expression.GreaterThanOrEqual(of[0], of[1]), null);
            case Operation.In:
                return (IsIn(of[0], node.Operands[0].Type, node.Set!), null);
            case Operation.ToFloat when kind == TypeKind.Decimal:
                return (Call(nameof(Scalars.ToFloat), of[0]), null);
            case Operation.ToFloat:
                return (Expression.Convert(of[0], typeof(double)), null);
            case Operation.ToText:
                return (node.Operands[0].Type.Kind == TypeKind.Enum ? Expression.ArrayIndex(Expression.Constant(node.Operands[0].Type.Names.ToArray()), of[0]) : of[0], null);
            case Operation.ToDecimal when kind == TypeKind.Int64:
                return (Expression.Convert(of[0], typeof(decimal)), null);
            case Operation.ToDecimal when kind == TypeKind.Float64:
                return Tried(nameof(Scalars.FloatToDecimal), typeof(decimal), of[0], Expression.Constant(node.Argument));
            case Operation.ToDecimal:
                return (Call(nameof(Scalars.RoundDecimal), of[0], Expression.Constant(node.Argument)), null);
        }

        return kind switch
        {
            TypeKind.Float64 => OnFloats(node, of),
            TypeKind.Decimal => OnDecimals(node, of),
            _ => OnIntegers(node, of),
        };
    }

    protected override void DropFailed(Expression any, IReadOnlyList<(int Step, Expression Fail)> fails)
    {
        Expression report = Expression.Empty();
        foreach (var (step, fail) in fails.Reverse())
        {
            report = Expression.IfThenElse(fail, Expression.Call(State, nameof(KernelState.Fail), null, Expression.Constant(step), _row), report);
        }

        Body.Add(Expression.IfThen(any, Expression.Block(report, Expression.Goto(NextRow))));
    }

    protected override void Filter(int step, Expression pass)
    {
        var filtered = Once(Expression.Constant(0L), "filtered");
        Body.Add(Expression.IfThen(Not(pass), Expression.Block(Expression.Assign(filtered, Expression.Add(filtered, Expression.Constant(1L))), Expression.Goto(NextRow))));
        var total = Expression.ArrayAccess(StateField(nameof(KernelState.Filtered)), Expression.Constant(step));
        Epilogue.Add(Expression.Assign(total, Expression.Add(total, filtered)));
    }

    protected override void Store(int output, Field field, Cell cell)
    {
        var target = field.Type.Kind switch
        {
            TypeKind.Enum => typeof(byte),
            TypeKind.Symbol => typeof(int),
            _ => TypeOf(field.Type),
        };
        var values = Once(Expression.Convert(StateItem(nameof(KernelState.Outputs), output), target.MakeArrayType()), "output");
        var value = cell.Value;
        if (field.Type.Kind == TypeKind.Symbol)
        {
            var code = Call(nameof(Scalars.CodeOf), Once(StateItem(nameof(KernelState.Dictionaries), output), "dictionary"), value);
            value = cell.Null is null ? code : Expression.Condition(cell.Null, Expression.Constant(0), code);
        }
        else if (field.Type.Kind == TypeKind.String && cell.Null is not null)
        {
            value = Expression.Condition(cell.Null, Expression.Constant(null, typeof(string)), value);
        }
        else if (value.Type != target)
        {
            value = Expression.Convert(value, target);
        }

        Body.Add(Expression.Assign(Expression.ArrayAccess(values, Position), value));
        if (!field.Nullable || field.Type.Kind == TypeKind.String)
        {
            return;
        }

        var words = Once(StateItem(nameof(KernelState.OutputValidity), output), "validity");
        var word = Expression.ArrayAccess(words, Expression.RightShift(Position, Expression.Constant(6)));
        var bit = Expression.LeftShift(Expression.Constant(1UL), Expression.And(Position, Expression.Constant(63)));
        var set = Expression.Assign(word, Expression.Or(word, bit));
        Body.Add(cell.Null is null ? set : Expression.IfThen(Not(cell.Null), set));
    }

    private static Type TypeOf(ColumnType type) => type.Kind switch
    {
        TypeKind.Bool => typeof(bool),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => typeof(long),
        TypeKind.Float64 => typeof(double),
        TypeKind.Decimal => typeof(decimal),
        TypeKind.Enum => typeof(int),
        TypeKind.String or TypeKind.Symbol => typeof(string),
        _ => throw new InvalidOperationException($"{type} has no value in expressions: a bug in the binder"),
    };

    private static Expression Default(Type type) => type == typeof(string) ? Expression.Constant("") : Expression.Default(type);

    private static Expression Guarded(Expression? isNull, Expression value) => isNull is null ? value : Expression.Condition(isNull, Default(value.Type), value);

    private static MethodCallExpression Call(string method, params Expression[] arguments) => Expression.Call(typeof(Scalars), method, null, arguments);

    private static Expression Any(IReadOnlyList<object> constants, Func<object, Expression> test)
    {
        Expression? any = null;
        foreach (var constant in constants)
        {
            any = any is null ? test(constant) : Expression.Or(any, test(constant));
        }

        return any!;
    }

    private static Expression NotFinite(Expression value) => Expression.Not(Expression.Call(typeof(double), nameof(double.IsFinite), null, value));

    private static Expression MathCall(string method, params Expression[] arguments) => Expression.Call(typeof(Math), method, null, arguments);

    private static Expression SignOf(Expression value, object one, object minusOne, object zero) => Expression.Condition(
        Expression.GreaterThan(value, Expression.Constant(zero)),
        Expression.Constant(one),
        Expression.Condition(Expression.LessThan(value, Expression.Constant(zero)), Expression.Constant(minusOne), Expression.Constant(zero)));

    private Expression<Action<KernelState, int, int>> Build()
    {
        var from = Expression.Parameter(typeof(int), "from");
        var to = Expression.Parameter(typeof(int), "to");
        var rows = Once(StateField(nameof(KernelState.Rows)), "rows");
        var offset = Once(StateField(nameof(KernelState.Offset)), "offset");
        EmitChain();
        if (Plan.DropsRows)
        {
            var selected = Once(StateField(nameof(KernelState.Selected)), "selected");
            Prologue.Add(Expression.Assign(_count, StateField(nameof(KernelState.Count))));
            Body.Add(Expression.Assign(Expression.ArrayAccess(selected, _count), Position));
            Body.Add(Expression.Assign(_count, Expression.Add(_count, Expression.Constant(1))));
            Epilogue.Add(Expression.Assign(StateField(nameof(KernelState.Count)), _count));
        }

        var end = Expression.Label("end");
        var position = Expression.Condition(
            Expression.ReferenceEqual(rows, Expression.Constant(null, typeof(int[]))),
            Expression.Add(offset, _row),
            Expression.ArrayIndex(rows, _row));
        var loop = Expression.Loop(
            Expression.Block(
            [
                Expression.IfThen(Expression.GreaterThanOrEqual(_row, to), Expression.Break(end)),
                Expression.Assign(Position, position),
                .. Body,
                Expression.Label(NextRow),
                Expression.Assign(_row, Expression.Add(_row, Expression.Constant(1))),
            ]),
            end);
        var block = Expression.Block([_row, _count, Position, .. Locals], [.. Prologue, Expression.Assign(_row, from), loop, .. Epilogue, Expression.Empty()]);
        return Expression.Lambda<Action<KernelState, int, int>>(block, State, from, to);
    }

    private ParameterExpression OnceArray<T>(int slot) => Once(Expression.Convert(StateItem(nameof(KernelState.Values), slot), typeof(T[])), "values");

    private ParameterExpression OnceColumn<T>(int slot) => Once(Expression.Convert(StateItem(nameof(KernelState.Columns), slot), typeof(T)), "column");

    private BinaryExpression Item<T>(int slot) => Expression.ArrayIndex(OnceArray<T>(slot), Position);

    private static Expression IsIn(Expression value, ColumnType type, IReadOnlyList<object> set)
    {
        Expression Constant(object item) => type.Kind == TypeKind.Enum ? Expression.Constant((int)type.CodeOf((string)item)) : Expression.Constant(item);
        if (set.Count <= LongestChain)
        {
            return Any(set, item => Expression.Equal(value, Constant(item)));
        }

        var items = set.Select(item => ((System.Linq.Expressions.ConstantExpression)Constant(item)).Value);
        object lookup = value.Type == typeof(double) ? items.Cast<double>().ToHashSet()
            : value.Type == typeof(long) ? items.Cast<long>().ToHashSet()
            : value.Type == typeof(decimal) ? items.Cast<decimal>().ToHashSet()
            : value.Type == typeof(int) ? items.Cast<int>().ToHashSet()
            : value.Type == typeof(bool) ? items.Cast<bool>().ToHashSet()
            : items.Cast<string>().ToHashSet(StringComparer.Ordinal);
        return Expression.Call(Expression.Constant(lookup), "Contains", null, value);
    }

    private (Expression Value, Expression? Fail) Finite(Expression value)
    {
        var local = Local(value, "value");
        return (local, NotFinite(local));
    }

    private (Expression Value, Expression? Fail) Tried(string method, Type type, params Expression[] arguments)
    {
        var result = Expression.Variable(type, "result");
        Locals.Add(result);
        var succeeded = Local(Call(method, [.. arguments, result]), "succeeded");
        return (result, Expression.Not(succeeded));
    }

    private (Expression Value, Expression? Fail) OnFloats(OperationExpression node, IReadOnlyList<Expression> of)
    {
        var x = of[0];
        return node.Operation switch
        {
            Operation.Add => Finite(Expression.Add(x, of[1])),
            Operation.Subtract => Finite(Expression.Subtract(x, of[1])),
            Operation.Multiply => Finite(Expression.Multiply(x, of[1])),
            Operation.Divide => Finite(Expression.Divide(x, of[1])),
            Operation.Remainder => Finite(Expression.Modulo(x, of[1])),
            Operation.Negate => (Expression.Negate(x), null),
            Operation.Min => (Call(nameof(Scalars.Min), x, of[1]), null),
            Operation.Max => (Call(nameof(Scalars.Max), x, of[1]), null),
            Operation.Abs => (MathCall(nameof(Math.Abs), x), null),
            Operation.Round => (MathCall(nameof(Math.Round), x, Expression.Constant(node.Argument), Expression.Constant(MidpointRounding.ToEven)), null),
            Operation.Floor => (MathCall(nameof(Math.Floor), x), null),
            Operation.Ceil => (MathCall(nameof(Math.Ceiling), x), null),
            Operation.Sqrt => Finite(MathCall(nameof(Math.Sqrt), x)),
            Operation.Exp => Finite(MathCall(nameof(Math.Exp), x)),
            Operation.Log => Finite(MathCall(nameof(Math.Log), x)),
            Operation.Sign => (SignOf(x, 1.0, -1.0, 0.0), null),
            _ => throw Impossible(node),
        };
    }

    private (Expression Value, Expression? Fail) OnDecimals(OperationExpression node, IReadOnlyList<Expression> of)
    {
        var x = of[0];
        return node.Operation switch
        {
            Operation.Add => Tried(nameof(Scalars.Add), typeof(decimal), x, of[1]),
            Operation.Subtract => Tried(nameof(Scalars.Subtract), typeof(decimal), x, of[1]),
            Operation.Multiply => Tried(nameof(Scalars.Multiply), typeof(decimal), x, of[1]),
            Operation.Divide => Tried(nameof(Scalars.Divide), typeof(decimal), x, of[1]),
            Operation.Remainder => Tried(nameof(Scalars.Remainder), typeof(decimal), x, of[1]),
            Operation.Negate => (Expression.Negate(x), null),
            Operation.Min => (MathCall(nameof(Math.Min), x, of[1]), null),
            Operation.Max => (MathCall(nameof(Math.Max), x, of[1]), null),
            Operation.Abs => (MathCall(nameof(Math.Abs), x), null),
            Operation.Round => (Call(nameof(Scalars.RoundDecimal), x, Expression.Constant(node.Argument)), null),
            Operation.Floor => (MathCall(nameof(Math.Floor), x), null),
            Operation.Ceil => (MathCall(nameof(Math.Ceiling), x), null),
            Operation.Sign => (SignOf(x, 1m, -1m, 0m), null),
            _ => throw Impossible(node),
        };
    }

    private (Expression Value, Expression? Fail) OnIntegers(OperationExpression node, IReadOnlyList<Expression> of)
    {
        var x = of[0];
        var zero = Expression.Constant(0L);
        switch (node.Operation)
        {
            case Operation.Add:
                var sum = Local(Expression.Add(x, of[1]), "sum");
                return (sum, Expression.LessThan(Expression.And(Expression.ExclusiveOr(x, sum), Expression.ExclusiveOr(of[1], sum)), zero));
            case Operation.Subtract:
                var difference = Local(Expression.Subtract(x, of[1]), "difference");
                return (difference, Expression.LessThan(Expression.And(Expression.ExclusiveOr(x, of[1]), Expression.ExclusiveOr(x, difference)), zero));
            case Operation.Multiply:
                return Tried(nameof(Scalars.Multiply), typeof(long), x, of[1]);
            case Operation.Remainder:
                return Tried(nameof(Scalars.Remainder), typeof(long), x, of[1]);
            case Operation.Negate:
                return (Expression.Negate(x), Expression.Equal(x, Expression.Constant(long.MinValue)));
            case Operation.Abs:
                return (Expression.Condition(Expression.LessThan(x, zero), Expression.Negate(x), x), Expression.Equal(x, Expression.Constant(long.MinValue)));
            case Operation.Min:
                return (MathCall(nameof(Math.Min), x, of[1]), null);
            case Operation.Max:
                return (MathCall(nameof(Math.Max), x, of[1]), null);
            case Operation.Sign:
                return (SignOf(x, 1L, -1L, 0L), null);
            default:
                throw Impossible(node);
        }
    }

    private static InvalidOperationException Impossible(OperationExpression node) =>
        new($"{node.Operation} on {node.Operands[0].Type}: a bug in the binder");
}
