using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Tests.Expressions;

public class ProblemTests
{
    private static readonly Schema Input = new(null, [
        new("ts", ColumnType.Timestamp), new("price", ColumnType.Float64), new("qty", ColumnType.Int64), new("total", ColumnType.Decimal), new("symbol", ColumnType.Symbol),
        new("side", ColumnType.Enum("buy", "sell")), new("sizes", ColumnType.Vector(TypeKind.Float64, 20)), new("spread_bps", ColumnType.Float64, Unit: "bps"), new("raw", ColumnType.Json), new("up", ColumnType.Bool)]);

    private static readonly Dictionary<string, ConstantValue> Parameters = new() { ["limit"] = ConstantValue.Of(ColumnType.Float64, 2.0), ["list"] = ConstantValue.List(ColumnType.Symbol, ["BTC"]) };

    [Theory]
    [InlineData("price && qty", "SE1201 6+2: '&&' has no meaning here (write and)")]
    [InlineData("price + * qty", "SE1202 8+1: found '*' where a value must stand")]
    [InlineData("price qty", "SE1202 6+3: found 'qty' where the end must stand")]
    [InlineData("if up then 1", "SE1202 12+0: found the end where 'else' must stand")]
    [InlineData("side = 'buy", "SE1203 7+4: the text has no closing quote (close it with ', on the same line; write '' for a quote inside)")]
    [InlineData("(price + 1", "SE1204 0+1: '(' is not closed (write ')' where it ends)")]
    [InlineData("qty > 99999999999999999999", "SE1207 6+20: the number 99999999999999999999 is too large (an int64 ends at 9223372036854775807, a float64 at 1.79e308; write a point for a float64)")]
    [InlineData("ts - ts > 0.5ns", "SE1207 10+5: the duration '0.5ns' is not a whole number of nanoseconds, or is longer than 292 years (units are ns, us, ms, s, m, h, d)")]
    [InlineData("0 < price < 1", "SE1208 10+1: comparisons do not chain: '<' follows another one (write a < b and b < c, or put one comparison in brackets)")]
    [InlineData("pric > 0", "SE3201 0+4: there is no column 'pric'; there are: ts, price, qty, total, symbol, side, sizes, spread_bps, raw, up (did you mean 'price'?)")]
    [InlineData("absolut(price)", "SE3204 0+7: there is no function 'absolut'; there are: abs, min, max, clamp, round, floor, ceil, sqrt, exp, log, sign, coalesce, float, decimal, sum (did you mean 'abs'?)")]
    [InlineData("price > $limt", "SE3203 8+5: no parameter is called 'limt' (did you mean 'limit' or 'list'?)")]
    [InlineData("price + symbol", "SE4101 0+14: '+' does not take float64 and symbol (both sides must be numbers; times and durations can be added and subtracted)")]
    [InlineData("raw = 'x'", "SE4101 0+9: '=' does not compare json with string (compare numbers with numbers, texts with texts, times with times)")]
    [InlineData("total * price", "SE4102 0+13: '*' joins decimal with float64 (write float(x) to give up exactness, or decimal(x, places) to round to a decimal)")]
    [InlineData("abs(symbol)", "SE4103 0+11: abs takes a number or a duration, not symbol")]
    [InlineData("log(total)", "SE4103 0+10: log takes a float, not decimal (write log(float(x)))")]
    [InlineData("price and up", "SE4104 0+5: 'and' needs a bool, this is float64 (compare it with something)")]
    [InlineData("if up then 1 else 'x'", "SE4105 0+21: 'if' gives int64 here and string there (make both one type)")]
    [InlineData("abs(price, 1)", "SE4106 0+13: abs does not take 2 arguments (write abs(x))")]
    [InlineData("side = 'bu'", "SE4107 7+4: 'bu' is none of buy, sell, unknown (did you mean 'buy'?)")]
    [InlineData("sizes[20]", "SE4108 6+2: the vector has 20 elements; an index is a whole number from 0 to 19 (count from 0)")]
    [InlineData("null = null", "SE4109 0+11: nothing says what type these nulls have (write float(null) for one of them)")]
    [InlineData("round(price, 99)", "SE4110 13+2: the digits of round must be a whole number from 0 to 15, written as such (write the number itself; a column or a sum is not known when the pipeline is bound)")]
    [InlineData("symbol < 'B'", "SE4111 0+12: texts have no order for '<' (compare texts with =, != or in)")]
    [InlineData("symbol = $list", "SE4114 9+5: $list is a list; a list stands only behind 'in' (write x in $list)")]
    [InlineData("spread_bps > 5 USDT", "SE4201 0+19: '>' stands between a value in bps and one in USDT (convert one of them, by a factor or a price)")]
    [InlineData("price / qty", "SE4301 0+11: '/' can fail, and nothing says what then (write … else null, or another value behind else)")]
    [InlineData("(1 else price / qty)", "SE4301 8+11: '/' can fail, and nothing says what then (write … else null, or another value behind else)")]
    [InlineData("sqrt(price) > 1", "SE4301 0+11: sqrt can fail, and nothing says what then (write … else null, or another value behind else)")]
    public void Mistake_IsReportedWithPlaceAndFix(string text, string expected) => Assert.Equal([expected], Problems(text));

    [Theory]
    [InlineData("price / 2")]
    [InlineData("(price / qty) + 1 else null")]
    [InlineData("total * 0.5")]
    [InlineData("spread_bps > 5 bps and spread_bps > $limit")]
    [InlineData("symbol in $list and raw is null")]
    [InlineData("sqrt(4) + -1")]
    public void Correct_IsNotReported(string text) => Assert.Empty(Problems(text));

    [Fact]
    public void SelectMistakes_AreAllReported()
    {
        var problems = new List<ExpressionProblem>();
        Assert.Null(ExpressionParser.ParseSelect("a + b\nx = 1\nx = 2\n= 3\n", problems.Add));

        Assert.Equal(
            [
                "SE1209 0+1: the line that starts with 'a' gives no name to its value (write lines name = expression, a name, or *)",
                "SE1210 12+1: 'x' is set twice in this block (remove one of the lines, or give it another name)",
                "SE1209 18+1: a line starts with a name, not with '=' (write lines name = expression, a name, or *)",
            ],
            problems.Select(Show));
    }

    [Fact]
    public void LinesBuildingOnOneAnother_AreLimitedInDepth()
    {
        var problems = new List<ExpressionProblem>();
        var lines = "c0 = price + 1\n" + string.Concat(Enumerable.Range(1, 1_000).Select(i => $"c{i} = c{i - 1} + 1\n"));
        var select = ExpressionParser.ParseSelect(lines, problems.Add)!;

        Assert.Null(ExpressionBinder.BindSelect(select, Input, Parameters, ["ts"], problems.Add));
        Assert.Equal("SE1205: lines that build on one another are nested deeper than 500", problems.Select(p => $"{p.Code}: {p.Message}").First());
        Assert.Equal(250, lines[..problems[0].Offset].Count(c => c == '\n')); // c0 is 2 deep, each line adds 2
    }

    [Fact]
    public void TextTooLong_IsRefused()
    {
        Assert.Equal(["SE1206 0+32768: the text has 32769 characters; at most 32768 are allowed"], Problems(new string('a', 32_769)));
    }

    private static IEnumerable<string> Problems(string text)
    {
        var problems = new List<ExpressionProblem>();
        if (ExpressionParser.ParseExpression(text, problems.Add) is { } syntax)
        {
            Assert.Equal(ExpressionBinder.Bind(syntax, Input, Parameters, problems.Add) is null, problems.Count > 0);
        }

        Assert.All(problems, p => Assert.NotNull(ErrorCodes.Find(p.Code)));
        return problems.Select(Show);
    }

    private static string Show(ExpressionProblem p) => $"{p.Code} {p.Offset}+{p.Length}: {p.Message}{(p.Help is null ? "" : $" ({p.Help})")}";
}
