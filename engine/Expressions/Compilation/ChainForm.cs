using System.Globalization;
using System.Linq.Expressions;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>
/// Emits a chain of steps as the body of one loop: every node once (equal nodes share a local), the results of inner selects in locals, a gate behind each step that can drop the row. How values
/// and conditions look is the form's: single rows, or lanes of vectors.
/// </summary>
internal abstract class ChainForm(ChainPlan plan)
{
    private readonly List<Cell> _cells = [];
    private readonly List<(int Step, Expression Fail)> _fails = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _origins = [];
    private readonly HashSet<int> _shown = [];
    private readonly List<int> _selected = [];
    private readonly Dictionary<object, int> _sets = new(ReferenceEqualityComparer.Instance);

    protected ChainPlan Plan => plan;

    protected ParameterExpression State { get; } = Expression.Parameter(typeof(KernelState), "state");

    /// <summary>Physical row (of the first lane).</summary>
    protected ParameterExpression Position { get; } = Expression.Variable(typeof(int), "position");

    protected LabelTarget NextRow { get; } = Expression.Label("next");

    protected List<ParameterExpression> Locals { get; } = [];

    /// <summary>Runs once before the loop.</summary>
    protected List<Expression> Prologue { get; } = [];

    protected List<Expression> Body { get; } = [];

    protected List<Expression> Epilogue { get; } = [];

    protected abstract Expression True { get; }

    /// <summary>Emits the steps and the stores of the computed outputs.</summary>
    protected void EmitChain()
    {
        var sources = plan.Input.Fields.ToDictionary(f => f.Name, f => new Source(f, -1), StringComparer.Ordinal);
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is WhereStep where)
            {
                DropFailed();
                var condition = _cells[Emit(where.Condition, new Scope(sources, null))];
                if (condition.Fail is not null)
                {
                    _fails.Add((i, condition.Fail));
                    DropFailed();
                }

                Filter(i, condition.Null is null ? condition.Value : And(condition.Value, Not(condition.Null)));
            }
            else
            {
                sources = EmitSelect(i, (SelectStep)plan.Steps[i], sources);
            }
        }

        DropFailed();
        for (var i = 0; i < plan.Computed.Count; i++)
        {
            Store(i, plan.Output[plan.Computed[i]], _cells[sources[plan.Output[plan.Computed[i]].Name].Cell]);
        }
    }

    protected abstract Expression And(Expression left, Expression right);

    protected abstract Expression Or(Expression left, Expression right);

    protected abstract Expression Not(Expression condition);

    protected abstract Expression Choose(Expression condition, Expression then, Expression otherwise);

    /// <summary>The value of a constant, or any value of the type for null.</summary>
    protected abstract Expression Literal(ColumnType type, object? value);

    /// <summary>Where an input column is null.</summary>
    protected abstract Expression LoadNull(int slot);

    protected abstract Expression LoadValue(int slot, Field field, Expression? isNull);

    /// <summary>A test of an input column against constants that need not load its value as such.</summary>
    protected abstract Expression? TestColumn(int slot, Field field, Expression? isNull, IReadOnlyList<object> constants);

    /// <summary>An operation on operands that are not null, and where it fails by itself.</summary>
    protected abstract (Expression Value, Expression? Fail) Apply(OperationExpression node, IReadOnlyList<Expression> operands);

    protected abstract (Expression Value, Expression? Fail) ApplyToVector(OperationExpression node, int slot, Field field);

    /// <summary>Drops the row where it failed; the first of the steps counts it.</summary>
    protected abstract void DropFailed(Expression any, IReadOnlyList<(int Step, Expression Fail)> fails);

    /// <summary>Drops the row where it does not pass.</summary>
    protected abstract void Filter(int step, Expression pass);

    protected abstract void Store(int output, Field field, Cell cell);

    protected Expression Local(Expression value, string name)
    {
        if (value is System.Linq.Expressions.ConstantExpression or ParameterExpression)
        {
            return value;
        }

        var local = Expression.Variable(value.Type, name);
        Locals.Add(local);
        Body.Add(Expression.Assign(local, value));
        return local;
    }

    /// <summary>A local set once before the loop.</summary>
    protected ParameterExpression Once(Expression value, string name)
    {
        var local = Expression.Variable(value.Type, name);
        Locals.Add(local);
        Prologue.Add(Expression.Assign(local, value));
        return local;
    }

    protected Expression StateField(string name) => Expression.Field(State, name);

    protected Expression StateItem(string name, int index) => Expression.ArrayIndex(StateField(name), Expression.Constant(index));

    private Dictionary<string, Source> EmitSelect(int index, SelectStep step, Dictionary<string, Source> sources)
    {
        var scope = new Scope(sources, step);
        var made = new Dictionary<string, Source>(StringComparer.Ordinal);
        Expression? fails = null;
        foreach (var (name, value) in step.Columns)
        {
            if (!plan.Wanted[index]!.Contains(name))
            {
                continue;
            }

            if (value is ColumnExpression column)
            {
                made[name] = sources[column.Field.Name];
                continue;
            }

            var id = Emit(value, scope);
            _selected.Add(id);
            fails = AnyOf(fails, _cells[id].Fail);
            made[name] = new Source(null, WithoutFail(id));
        }

        if (fails is not null)
        {
            _fails.Add((index, Local(fails, "fails")));
        }

        return made;
    }

    /// <summary>
    /// Where any column of the selects failed. A result that is not finite is not finite either after one more of + − ×, so where all failures are of that kind and no operation catches one, only what is not used in such
    /// an operation need be looked at.
    /// </summary>
    protected Expression? AnyFailure()
    {
        var all = plan.Steps.OfType<SelectStep>().SelectMany((s, i) => s.Columns.Where(c => plan.Wanted[i]!.Contains(c.Name)).Select(c => c.Value)).All(ShowsFailures);
        return _selected.Distinct().Where(id => !all || !_shown.Contains(id)).Aggregate((Expression?)null, (any, id) => AnyOf(any, _cells[id].Fail));
    }

    /// <summary>Whether an operand that is not finite gives a result that is not.</summary>
    private static bool ShowsFailure(OperationExpression node) => node is { Operation: Operation.Add or Operation.Subtract or Operation.Multiply, Type.Kind: TypeKind.Float64 };

    private static bool ShowsFailures(TypedExpression node) => node switch
    {
        OperationExpression operation => ShowsFailure(operation) && operation.Operands.All(ShowsFailures),
        DefinedExpression defined => ShowsFailures(defined.Definition),
        _ => node is ConstantExpression or ColumnExpression,
    };

    /// <summary>Checks the selects since the last check together: what follows a failure up to here cannot be observed.</summary>
    private void DropFailed()
    {
        if (_fails.Count > 0)
        {
            DropFailed(_fails.Select(f => f.Fail).Aggregate(Or), [.. _fails]);
            _fails.Clear();
        }
    }

    private int Emit(TypedExpression node, Scope scope) => node switch
    {
        ConstantExpression constant => Constant(constant),
        ColumnExpression column => Column(column, scope),
        DefinedExpression defined => WithoutFail(Emit(defined.Definition, scope)),
        OperationExpression operation => EmitOperation(operation, scope),
        _ => throw new InvalidOperationException($"no code for {node.GetType().Name}: a bug in the engine"),
    };

    private int Constant(ConstantExpression constant)
    {
        var value = constant.Value is double number ? BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture) : Convert.ToString(constant.Value, CultureInfo.InvariantCulture);
        return Once($"constant|{constant.Type}|{(constant.Value is null ? "null" : "=" + value)}", () => new Cell(Literal(constant.Type, constant.Value), constant.Value is null ? True : null, null));
    }

    private int Column(ColumnExpression column, Scope scope)
    {
        var source = scope.Sources[column.Field.Name];
        if (source.Input is null)
        {
            var cell = _cells[source.Cell];
            return column.Nullable || cell.Null is null ? source.Cell : Once($"present|{source.Cell}", () => cell with { Null = null });
        }

        var slot = plan.SlotOf(source.Input.Name);
        return Once($"column|{slot}|{column.Nullable}", () =>
        {
            var isNull = NullOf(slot, column.Nullable);
            return new Cell(Local(LoadValue(slot, source.Input, isNull), source.Input.Name), isNull, null);
        });
    }

    private Expression? NullOf(int slot, bool nullable) =>
        nullable ? _cells[Once($"null|{slot}", () => new Cell(Local(LoadNull(slot), "isNull"), null, null))].Value : null;

    private int WithoutFail(int id)
    {
        var cell = _cells[id];
        if (cell.Fail is null)
        {
            return id;
        }

        var without = Once($"defined|{id}", () => cell with { Fail = null });
        _origins[without] = id;
        return without;
    }

    private int EmitOperation(OperationExpression node, Scope scope)
    {
        if (OnColumn(node, scope) is { } special)
        {
            return special;
        }

        var operands = node.Operands.Select(o => Emit(o, scope)).ToArray();
        _shown.UnionWith(operands.Select(o => _origins.GetValueOrDefault(o, o)));
        var set = node.Set is null ? 0 : SetOf(node.Set);
        var key = string.Create(CultureInfo.InvariantCulture, $"{node.Operation}|{node.Type}|{node.Argument}|{set}|{string.Join(',', operands)}");
        return Once(key, () =>
        {
            var cell = Combine(node, [.. operands.Select(o => _cells[o])]);
            var isNull = cell.Null is null ? null : Local(cell.Null, "isNull");
            var fail = cell.Fail is null ? null : Local(cell.Fail, "fail");
            return new Cell(Local(cell.Value, "value"), isNull, fail);
        });
    }

    private int SetOf(IReadOnlyList<object> set)
    {
        if (!_sets.TryGetValue(set, out var id))
        {
            id = _sets.Count + 1;
            _sets.Add(set, id);
        }

        return id;
    }

    /// <summary>Operations that look at an input column other than by its value.</summary>
    private int? OnColumn(OperationExpression node, Scope scope)
    {
        var (operand, constants) = node switch
        {
            { Operation: Operation.Equal or Operation.NotEqual, Operands: [ColumnExpression c, ConstantExpression { Value: { } v }] } => (c, (IReadOnlyList<object>)[v]),
            { Operation: Operation.Equal or Operation.NotEqual, Operands: [ConstantExpression { Value: { } v }, ColumnExpression c] } => (c, [v]),
            { Operation: Operation.In, Operands: [ColumnExpression c] } => (c, node.Set!),
            { Operation: Operation.IsNull or Operation.Element or Operation.VectorSum, Operands: [ColumnExpression c] } => (c, []),
            _ => (null, []),
        };
        if (operand is null || scope.Sources[operand.Field.Name].Input is not { } field)
        {
            return null;
        }

        var slot = plan.SlotOf(field.Name);
        var isNull = NullOf(slot, operand.Nullable);
        switch (node.Operation)
        {
            case Operation.IsNull:
                return Once($"isnull|{slot}|{operand.Nullable}", () => new Cell(isNull ?? Not(True), null, null));
            case Operation.Element or Operation.VectorSum:
                return Once($"{node.Operation}|{slot}|{operand.Nullable}|{node.Argument}", () =>
                {
                    var (value, fail) = ApplyToVector(node, slot, field);
                    var kept = Local(value, "value");
                    fail = fail is null || isNull is null ? fail : And(fail, Not(isNull));
                    return new Cell(kept, isNull, fail is null ? null : Local(fail, "fail"));
                });
            default:
                var key = $"{node.Operation}|{slot}|{operand.Nullable}|{(node.Set is null ? "=" + constants[0] : SetOf(constants))}";
                return field.Type.Kind is not (TypeKind.Symbol or TypeKind.String) || (!_ids.ContainsKey(key) && TestColumn(slot, field, isNull, constants) is null)
                    ? null
                    : Once(key, () =>
                    {
                        var test = TestColumn(slot, field, isNull, constants)!;
                        return new Cell(Local(node.Operation == Operation.NotEqual ? Not(test) : test, "test"), isNull, null);
                    });
        }
    }

    private Cell Combine(OperationExpression node, Cell[] of)
    {
        switch (node.Operation)
        {
            case Operation.And:
                return Logic(of[0], of[1], static c => c, And(of[0].Value, of[1].Value));
            case Operation.Or:
                return Logic(of[0], of[1], Not, Or(of[0].Value, of[1].Value));
            case Operation.Not:
                return of[0] with { Value = Not(of[0].Value) };
            case Operation.IsNull:
                return new Cell(of[0].Null ?? Not(True), null, of[0].Fail);
            case Operation.Else:
                return of[0].Fail is not { } failed ? of[0] : new Cell(
                    Choose(failed, of[1].Value, of[0].Value),
                    ChooseCondition(failed, of[1].Null, of[0].Null),
                    of[1].Fail is null ? null : And(failed, of[1].Fail!));
            case Operation.Coalesce:
                return of[0].Null is not { } missing ? of[0] : new Cell(
                    Choose(missing, of[1].Value, of[0].Value),
                    of[1].Null is null ? null : And(missing, of[1].Null!),
                    AnyOf(of[0].Fail, of[1].Fail is null ? null : And(missing, of[1].Fail!)));
            case Operation.If:
                var branch = ChooseCondition(of[0].Value, of[1].Fail, of[2].Fail);
                return new Cell(
                    Choose(of[0].Value, of[1].Value, of[2].Value),
                    AnyOf(of[0].Null, ChooseCondition(of[0].Value, of[1].Null, of[2].Null)),
                    AnyOf(of[0].Fail, branch is null || of[0].Null is null ? branch : And(branch, Not(of[0].Null!))));
        }

        var isNull = of.Aggregate((Expression?)null, (sum, o) => AnyOf(sum, o.Null));
        isNull = isNull is null ? null : Local(isNull, "isNull");
        var (value, own) = Apply(node, [.. of.Select(o => o.Value)]);
        var kept = Local(value, "value");
        own = own is null || isNull is null ? own : And(own, Not(isNull));
        if (own is not null && isNull is null && ShowsFailures(node))
        {
            return new Cell(kept, null, own);
        }

        return new Cell(kept, isNull, AnyOf(of.Aggregate((Expression?)null, (sum, o) => AnyOf(sum, o.Fail)), own));
    }

    /// <summary>Kleene logic. <paramref name="open"/> gives, for a value, whether it leaves the result open (true for and, false for or).</summary>
    private Cell Logic(Cell left, Cell right, Func<Expression, Expression> open, Expression value)
    {
        if (left.Null is null && right.Null is null && right.Fail is null)
        {
            return new Cell(value, null, left.Fail);
        }

        var leftOpen = Local(AnyOf(left.Null, open(left.Value))!, "open");
        var rightOpen = Local(AnyOf(right.Null, open(right.Value))!, "open");
        var anyNull = AnyOf(left.Null, right.Null);
        return new Cell(
            value,
            anyNull is null ? null : And(And(leftOpen, rightOpen), anyNull),
            AnyOf(left.Fail, right.Fail is null ? null : And(leftOpen, right.Fail)));
    }

    private Expression? ChooseCondition(Expression condition, Expression? then, Expression? otherwise) => (then, otherwise) switch
    {
        (null, null) => null,
        (_, null) => And(condition, then!),
        (null, _) => And(Not(condition), otherwise),
        _ => Or(And(condition, then), And(Not(condition), otherwise)),
    };

    private Expression? AnyOf(Expression? left, Expression? right) => left is null ? right : right is null ? left : Or(left, right);

    private int Once(string key, Func<Cell> make)
    {
        if (!_ids.TryGetValue(key, out var id))
        {
            var cell = make();
            id = _cells.Count;
            _cells.Add(cell);
            _ids.Add(key, id);
        }

        return id;
    }

    /// <summary>Where a column of the current shape comes from: an input column, or a cell.</summary>
    private readonly record struct Source(Field? Input, int Cell);

    private readonly record struct Scope(Dictionary<string, Source> Sources, SelectStep? Select);
}
