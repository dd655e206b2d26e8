using System.Linq.Expressions;
using System.Runtime.Intrinsics;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>
/// The form that takes four rows at a time, where rows stand behind one another: float64, int64, timestamps, durations, bools, and equality of enums and symbols. Nulls and failures are lane
/// masks. Runs physical rows [from, to), both multiples of four, so that four validity bits lie in one word.
/// </summary>
internal sealed class LaneForm(ChainPlan plan, bool isPlain = false) : ChainForm(plan)
{
    private const int LongestChain = 16;
    private const uint AllLanes = 15;

    private readonly ParameterExpression _alive = Expression.Variable(typeof(uint), "alive");
    private readonly ParameterExpression _count = Expression.Variable(typeof(int), "count");

    protected override Expression True { get; } = Expression.Property(null, typeof(Vector256<long>), nameof(Vector256<long>.AllBitsSet));

    /// <summary>The kernel; null when something in the chain has no form by lanes, or nothing is computed.</summary>
    public static Action<KernelState, int, int>? Compile(ChainPlan plan)
    {
        var isWorthIt = plan.Computed.Count > 0 || plan.Steps.Any(s => s is WhereStep);
        return Vector256.IsHardwareAccelerated && isWorthIt && LaneSupport.Covers(plan) ? new LaneForm(plan).Build().Compile() : null;
    }

    /// <summary>
    /// The kernel for chains whose rows can be dropped by failing alone, over columns without nulls: it marks no rows, and tells at the end whether any failed; then the other form must do it again. Any rows, four at least:
    /// the last four may overlap those before. Null when there is none.
    /// </summary>
    public static Func<KernelState, int, int, bool>? CompilePlain(ChainPlan plan)
    {
        var isPlain = plan.Computed.Count > 0 && plan.Steps.All(s => s is SelectStep) && plan.Reads.All(c => !plan.Input.Find(c)!.Nullable) && plan.Computed.All(c => !plan.Output[c].Nullable);
        return isPlain && Vector256.IsHardwareAccelerated && LaneSupport.Covers(plan) ? new LaneForm(plan, isPlain: true).BuildPlain().Compile() : null;
    }

    protected override Expression And(Expression left, Expression right) => Expression.And(left, right);

    protected override Expression Or(Expression left, Expression right) => Expression.Or(left, right);

    protected override Expression Not(Expression condition) => Expression.OnesComplement(condition);

    protected override Expression Choose(Expression condition, Expression then, Expression otherwise) => Call(nameof(Lanes.Choose), condition, then, otherwise);

    protected override Expression Literal(ColumnType type, object? value) => type.Kind switch
    {
        TypeKind.Bool => value is true ? True : Once(Expression.Property(null, typeof(Vector256<long>), nameof(Vector256<long>.Zero)), "none"),
        TypeKind.Float64 => Broadcast((double?)value ?? 0.0),
        TypeKind.Enum => Broadcast(value is null ? 0L : type.CodeOf((string)value)),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => Broadcast((long?)value ?? 0L),
        _ => throw Impossible(type),
    };

    protected override Expression LoadNull(int slot) =>
        Call(nameof(Lanes.Nulls), Once(StateItem(nameof(KernelState.Validity), slot), "validity"), Position);

    protected override Expression LoadValue(int slot, Field field, Expression? isNull) =>
        Call(nameof(Lanes.Load), OnceArray(slot, ElementOf(field.Type)), Position);

    protected override Expression? TestColumn(int slot, Field field, Expression? isNull, IReadOnlyList<object> constants)
    {
        var codes = Local(Call(nameof(Lanes.Load), OnceArray(slot, typeof(int)), Position), "codes");
        Expression? any = null;
        foreach (var constant in constants)
        {
            var code = Expression.Convert(StateItem(nameof(KernelState.Codes), Plan.CodeOf(slot, (string)constant)), typeof(long));
            var equal = Call(nameof(Lanes.Equal), codes, Once(Create(code), "code"));
            any = any is null ? equal : Or(any, equal);
        }

        return any!;
    }

    protected override (Expression Value, Expression? Fail) ApplyToVector(OperationExpression node, int slot, Field field) =>
        throw Impossible(field.Type);

    /// <summary>Whether two values are equal. Two conditions are, where they do not differ: the runtime's AVX-512 code for comparing a mask of several others with zero is an illegal instruction (.NET 10.0.12).</summary>
    private Expression Same(OperationExpression node, Expression left, Expression right) =>
        node.Operands[0].Type.Kind == TypeKind.Bool ? Not(Expression.ExclusiveOr(left, right)) : Call(nameof(Lanes.Equal), left, right);

    protected override (Expression Value, Expression? Fail) Apply(OperationExpression node, IReadOnlyList<Expression> of)
    {
        var isFloat = node.Operands[0].Type.Kind == TypeKind.Float64;
        switch (node.Operation)
        {
            case Operation.Equal:
                return (Same(node, of[0], of[1]), null);
            case Operation.NotEqual:
                return (Not(Same(node, of[0], of[1])), null);
            case Operation.Less:
                return (Call(nameof(Lanes.Less), of[0], of[1]), null);
            case Operation.LessOrEqual:
                return (Call(nameof(Lanes.LessOrEqual), of[0], of[1]), null);
            case Operation.Greater:
                return (Call(nameof(Lanes.Less), of[1], of[0]), null);
            case Operation.GreaterOrEqual:
                return (Call(nameof(Lanes.LessOrEqual), of[1], of[0]), null);
            case Operation.In:
                return (node.Set!.Select(item => Same(node, of[0], Literal(node.Operands[0].Type, item))).Aggregate(Or), null);
            case Operation.ToFloat:
                return (isFloat ? of[0] : Call(nameof(Lanes.ToFloat), of[0]), null);
            case Operation.Add or Operation.Subtract or Operation.Multiply or Operation.Divide or Operation.Sqrt when isFloat:
                return Finite(node.Operation switch
                {
                    Operation.Add => Expression.Add(of[0], of[1]),
                    Operation.Subtract => Expression.Subtract(of[0], of[1]),
                    Operation.Multiply => Expression.Multiply(of[0], of[1]),
                    Operation.Divide => Expression.Divide(of[0], of[1]),
                    _ => Call(nameof(Lanes.Sqrt), of[0]),
                });
            case Operation.Add:
                var sum = Local(Expression.Add(of[0], of[1]), "sum");
                return (sum, Call(nameof(Lanes.IsNegative), And(Expression.ExclusiveOr(of[0], sum), Expression.ExclusiveOr(of[1], sum))));
            case Operation.Subtract:
                var difference = Local(Expression.Subtract(of[0], of[1]), "difference");
                return (difference, Call(nameof(Lanes.IsNegative), And(Expression.ExclusiveOr(of[0], of[1]), Expression.ExclusiveOr(of[0], difference))));
            case Operation.Negate or Operation.Abs:
                var value = Call(node.Operation == Operation.Abs ? nameof(Lanes.Abs) : nameof(Lanes.Negate), of[0]);
                return (value, isFloat ? null : Call(nameof(Lanes.Equal), of[0], Broadcast(long.MinValue)));
            default:
                return (Call(node.Operation.ToString(), [.. of]), null);
        }
    }

    protected override void DropFailed(Expression any, IReadOnlyList<(int Step, Expression Fail)> fails)
    {
        if (isPlain)
        {
            return; // looked at together at the end
        }

        var failed = Expression.Variable(typeof(uint), "failed");
        Locals.Add(failed);
        var report = new List<Expression>();
        foreach (var (step, fail) in fails)
        {
            report.Add(Expression.Assign(failed, Expression.And(Bits(fail), _alive)));
            report.Add(Expression.Call(State, nameof(KernelState.FailLanes), null, Expression.Constant(step), Position, failed));
            report.Add(Expression.Assign(_alive, Expression.And(_alive, Expression.OnesComplement(failed))));
        }

        report.Add(SkipDead());
        Body.Add(Expression.IfThen(Expression.NotEqual(Expression.And(Bits(any), _alive), Expression.Constant(0u)), Expression.Block(report)));
    }

    protected override void Filter(int step, Expression pass)
    {
        var filtered = Once(Expression.Constant(0L), "filtered");
        var passing = Local(Bits(pass), "passing");
        Body.Add(Expression.Assign(filtered, Expression.Add(filtered, Call(nameof(Lanes.Count), Expression.And(_alive, Expression.OnesComplement(passing))))));
        Body.Add(Expression.Assign(_alive, Expression.And(_alive, passing)));
        Body.Add(SkipDead());
        var total = Expression.ArrayAccess(StateField(nameof(KernelState.Filtered)), Expression.Constant(step));
        Epilogue.Add(Expression.Assign(total, Expression.Add(total, filtered)));
    }

    protected override void Store(int output, Field field, Cell cell)
    {
        var values = Once(Expression.Convert(StateItem(nameof(KernelState.Outputs), output), ElementOf(field.Type).MakeArrayType()), "output");
        Body.Add(Call(nameof(Lanes.Store), values, Position, cell.Value));
        if (field.Nullable)
        {
            var words = Once(StateItem(nameof(KernelState.OutputValidity), output), "validity");
            Body.Add(Call(nameof(Lanes.StoreValid), words, Position, cell.Null is null ? Expression.Constant(AllLanes) : Bits(Not(cell.Null))));
        }
    }

    private ConditionalExpression SkipDead() => Expression.IfThen(Expression.Equal(_alive, Expression.Constant(0u)), Expression.Goto(NextRow));

    private static Type ElementOf(ColumnType type) => type.Kind switch
    {
        TypeKind.Bool => typeof(bool),
        TypeKind.Int32 or TypeKind.Symbol => typeof(int),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => typeof(long),
        TypeKind.Float32 => typeof(float),
        TypeKind.Float64 => typeof(double),
        TypeKind.Enum => typeof(byte),
        _ => throw Impossible(type),
    };

    private static MethodCallExpression Call(string method, params Expression[] arguments) => Expression.Call(typeof(Lanes), method, null, arguments);

    private static MethodCallExpression Bits(Expression mask) => Call(nameof(Lanes.Bits), mask);

    private static MethodCallExpression Create(Expression value) =>
        Expression.Call(typeof(Vector256).GetMethod(nameof(Vector256.Create), [value.Type])!, value);

    private ParameterExpression Broadcast(double value) => Once(Create(Expression.Constant(value)), "constant");

    private ParameterExpression Broadcast(long value) => Once(Create(Expression.Constant(value)), "constant");

    private ParameterExpression OnceArray(int slot, Type element) => Once(Expression.Convert(StateItem(nameof(KernelState.Values), slot), element.MakeArrayType()), "values");

    private (Expression Value, Expression? Fail) Finite(Expression value)
    {
        var local = Local(value, "value");
        return (local, Call(nameof(Lanes.NotFinite), local));
    }

    private Expression<Action<KernelState, int, int>> Build()
    {
        var from = Expression.Parameter(typeof(int), "from");
        var to = Expression.Parameter(typeof(int), "to");
        EmitChain();
        if (Plan.DropsRows)
        {
            var selected = Once(StateField(nameof(KernelState.Selected)), "selected");
            Prologue.Add(Expression.Assign(_count, StateField(nameof(KernelState.Count))));
            Body.Add(Expression.Assign(_count, Call(nameof(Lanes.Append), selected, _count, Position, _alive)));
            Epilogue.Add(Expression.Assign(StateField(nameof(KernelState.Count)), _count));
        }

        var end = Expression.Label("end");
        var loop = Expression.Loop(
            Expression.Block(
            [
                Expression.IfThen(Expression.GreaterThanOrEqual(Position, to), Expression.Break(end)),
                Expression.Assign(_alive, Expression.Constant(AllLanes)),
                .. Body,
                Expression.Label(NextRow),
                Expression.Assign(Position, Expression.Add(Position, Expression.Constant(4))),
            ]),
            end);
        var block = Expression.Block([Position, _count, _alive, .. Locals], [.. Prologue, Expression.Assign(Position, from), loop, .. Epilogue, Expression.Empty()]);
        return Expression.Lambda<Action<KernelState, int, int>>(block, State, from, to);
    }

    private Expression<Func<KernelState, int, int, bool>> BuildPlain()
    {
        var from = Expression.Parameter(typeof(int), "from");
        var to = Expression.Parameter(typeof(int), "to");
        var any = Once(Expression.Property(null, typeof(Vector256<long>), nameof(Vector256<long>.Zero)), "any");
        var last = Once(Expression.Subtract(to, Expression.Constant(4)), "last");
        EmitChain();
        if (AnyFailure() is { } failure)
        {
            Body.Add(Expression.Assign(any, Or(any, failure)));
        }

        var end = Expression.Label("end");
        var loop = Expression.Loop(
            Expression.Block(
            [
                .. Body,
                Expression.IfThen(Expression.GreaterThanOrEqual(Position, last), Expression.Break(end)),
                Expression.Assign(Position, Expression.Call(typeof(Math), nameof(Math.Min), null, Expression.Add(Position, Expression.Constant(4)), last)),
            ]),
            end);
        var block = Expression.Block(
            [Position, .. Locals], [.. Prologue, Expression.Assign(Position, from), loop, Expression.NotEqual(Bits(any), Expression.Constant(0u))]);
        return Expression.Lambda<Func<KernelState, int, int, bool>>(block, State, from, to);
    }

    private static InvalidOperationException Impossible(ColumnType type) => new($"no lanes of {type}: a bug in the engine");
}
