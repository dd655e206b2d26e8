using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Tests.Expressions;

public class MeaningTests
{
    private static readonly Schema Input = new(null, [
        new("t", ColumnType.Bool), new("f", ColumnType.Bool), new("n", ColumnType.Bool, Nullable: true), new("one", ColumnType.Float64), new("zero", ColumnType.Float64), new("none", ColumnType.Float64, Nullable: true),
        new("big", ColumnType.Int64), new("m", ColumnType.Decimal), new("ts", ColumnType.Timestamp), new("sizes", ColumnType.Vector(TypeKind.Float64, 3)), new("symbol", ColumnType.Symbol), new("half", ColumnType.Float64)]);

    private static readonly object?[] Row = [true, false, null, 1.0, 0.0, null, long.MaxValue, 1.000000000000000001m, 1_000L, new[] { 1.0, 2.0, 4.0 }, "BTC", 2.5];

    [Theory]
    [InlineData("n and t", null)]
    [InlineData("n and f", false)]
    [InlineData("f and n", false)]
    [InlineData("n or t", true)]
    [InlineData("n or f", null)]
    [InlineData("not n", null)]
    [InlineData("n = n", null)]
    [InlineData("n is null", true)]
    [InlineData("none + 1", null)]
    [InlineData("coalesce(none, 7.0)", 7.0)]
    [InlineData("if n then 1 else 2", null)]
    [InlineData("min(one, none)", null)]
    [InlineData("one / zero else -1", -1.0)]
    [InlineData("none / zero else -1", null)]
    [InlineData("f and one / zero > 1 else true", false)]
    [InlineData("t or one / zero > 1 else false", true)]
    [InlineData("t and one / zero > 1 else false", false)]
    [InlineData("one / zero > 1 and f else true", true)]
    [InlineData("if f then log(zero) else one else 9", 1.0)]
    [InlineData("if n then log(zero) else log(zero) else 9", null)]
    [InlineData("coalesce(one, log(zero)) else 9", 1.0)]
    [InlineData("big + 1 else 0", 0L)]
    [InlineData("-(-big - 1) else 5", 5L)]
    [InlineData("big * 2 else 3", 3L)]
    [InlineData("big % 10", 7L)]
    [InlineData("7 % 0 else null", null)]
    [InlineData("1 / 4", 0.25)]
    [InlineData("round(half)", 2.0)]
    [InlineData("round(2.675, 2)", 2.68)]
    [InlineData("floor(-half)", -3.0)]
    [InlineData("clamp(half, 0, 1)", 1.0)]
    [InlineData("sign(-half)", -1.0)]
    [InlineData("sum(sizes) + sizes[2]", 11.0)]
    [InlineData("sum(sizes, first 2)", 3.0)]
    [InlineData("ts + 1us", 2_000L)]
    [InlineData("(ts - ts + 10ms) / 4ms else null", 2.5)]
    [InlineData("symbol in ['ETH', 'BTC']", true)]
    [InlineData("symbol not in ['ETH']", true)]
    [InlineData("exp(1000) else -1", -1.0)]
    [InlineData("1e308 * 10 * one else -1", -1.0)]
    public void Expression_Gives(string text, object? expected) => Assert.Equal(expected, Compute(text));

    [Fact]
    public void Products_RoundHalfEvenOnceTo18Places()
    {
        Assert.Equal(1.000000000000000002m, Compute("m * m"));
        Assert.Equal(0.333333333333333333m, Compute("decimal(1, 0) / 3"));
        Assert.Equal(0.000000000000000002m, Compute("decimal(0.0000000015, 10) * decimal(0.000000001, 9) + 0 * m"));
    }

    [Fact]
    public void FailedRow_NamesExpressionAndReason()
    {
        using var batch = Batch();
        var failures = new List<RowFailure>();
        var counts = new StepCounts[1];
        Assert.Null(Program("x = big\ny = big + 1").Run(batch, counts, failures));

        Assert.Equal([new RowFailure(0, 0, "y = big + 1", "int64 overflow")], failures);
        Assert.Equal((1, 0, 1), (counts[0].In, counts[0].Filtered, counts[0].Failed));
    }

    [Fact]
    public void Select_KeepsTsFirstReplacesInPlaceAndSeesNamesAbove()
    {
        Assert.Equal("rows(ts: timestamp, a: float64, b: float64)", Program("a = one + 1\nb = a * 10").Output.ToString());
        Assert.Equal(
            "t, f, n, one, zero, none, big, m, ts, sizes, symbol, half, x",
            string.Join(", ", Program("*\none = one + 1\nx = one * 10").Output.Fields.Select(f => f.Name)));
        Assert.Equal(20.0, Compute("one * 10", "one = one + 1"));
    }

    [Fact]
    public void UnneededColumn_IsNeitherReadNorComputed()
    {
        var program = new FusedProgram(Input, [Select("a = one\nb = big + 1")], new HashSet<string> { "a" }, new BufferPool(), new SymbolTables());
        Assert.Equal(["one"], program.Reads);
        using var batch = Batch();
        using var result = program.Run(batch, new StepCounts[1], []);

        Assert.Same(batch.Find(3), result!.Find(1));
        Assert.Null(result.Find(2));
    }

    [Fact]
    public void NotNullInWhere_NarrowsTheSchema()
    {
        var where = ExpressionBinder.BindWhere(Parse("none is not null and t"), "none is not null and t", Input, Empty, Refuse)!;

        Assert.False(ExpressionBinder.Narrow(Input, where).Find("none")!.Nullable);
        Assert.True(ExpressionBinder.Narrow(Input, where).Find("n")!.Nullable);
    }

    [Fact]
    public void TenSelects_GiveWhatOneGives()
    {
        var steps = new List<Step>();
        var schema = Input;
        var lines = "*";
        for (var i = 0; i < 10; i++)
        {
            var line = $"\nc{i} = {(i == 0 ? "one" : $"c{i - 1}")} * 1.{i}1 + half";
            var step = ExpressionBinder.BindSelect(ExpressionParser.ParseSelect("*" + line, Refuse)!, schema, Empty, [], Refuse)!;
            steps.Add(step);
            schema = step.Output;
            lines += line;
        }

        var pool = new BufferPool(overwrite: true);
        var many = new FusedProgram(Input, steps, null, pool, new SymbolTables());
        var one = new FusedProgram(Input, [Select(lines)], null, pool, new SymbolTables());
        Assert.True(many.Output.SameShape(one.Output));
        using var batch = Batch();
        using var a = many.Run(batch, new StepCounts[10], []);
        using var b = one.Run(batch, new StepCounts[1], []);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => b!.Value($"c{i}", 0)), Enumerable.Range(0, 10).Select(i => a!.Value($"c{i}", 0)));
    }

    [Fact]
    public void AllBuffers_GoBackToThePool()
    {
        var pool = new BufferPool(overwrite: true);
        var program = new FusedProgram(Input, [Select("a = one + 1\nb = none * 2\nc = coalesce(symbol, 'x')"), new WhereStep(Bind("true", Input))], null, pool, new SymbolTables());
        using (var batch = Batch())
        {
            program.Run(batch, new StepCounts[2], [])!.Dispose();
        }

        Assert.Equal(0, pool.Rented);
    }

    private static readonly Dictionary<string, ConstantValue> Empty = [];

    private static void Refuse(ExpressionProblem problem) => Assert.Fail(problem.ToString());

    private static ExpressionSyntax Parse(string text) => ExpressionParser.ParseExpression(text, Refuse)!;

    private static TypedExpression Bind(string text, Schema schema) => ExpressionBinder.Bind(Parse(text), schema, Empty, Refuse)!;

    private static SelectStep Select(string lines) => ExpressionBinder.BindSelect(ExpressionParser.ParseSelect(lines, Refuse)!, Input, Empty, ["ts"], Refuse)!;

    private static FusedProgram Program(string lines) => new(Input, [Select(lines)], null, new BufferPool(overwrite: true), new SymbolTables());

    /// <summary>The value by tree walk and compiled; they must agree.</summary>
    private static object? Compute(string text, string above = "")
    {
        using var batch = Batch();
        using var result = Program($"{above}\nresult = {text}").Run(batch, new StepCounts[1], []);
        var value = result!.Value("result", 0);
        if (above.Length == 0)
        {
            var walked = TreeEvaluator.Evaluate(Bind(text, Input), name => batch.Value(name, 0), _ => default);
            Assert.Equal(walked.Value, value);
        }

        return value;
    }

    private static Batch Batch()
    {
        var pool = new BufferPool(overwrite: true);
        var columns = new Column?[Row.Length];
        for (var i = 0; i < Row.Length; i++)
        {
            var builder = ColumnBuilder.For(Input[i].Name, Input[i].Type, new SymbolTables(), pool, 1);
            builder.AppendObject(Row[i]);
            columns[i] = builder.Build();
        }

        var at = new ValueBuilder<long>(ColumnType.Timestamp, pool, 1);
        at.Append(1L);
        return new Batch(Input, columns, (ValueColumn<long>)at.Build(), 1, 0);
    }
}
