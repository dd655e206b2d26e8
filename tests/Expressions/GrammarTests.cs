using StreamEngine.Expressions;

namespace StreamEngine.Tests.Expressions;

public class GrammarTests
{
    [Theory]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("-a * b", "((-a) * b)")]
    [InlineData("a / b else 0", "((a / b) else 0)")]
    [InlineData("a / b else c / d else 0", "(((a / b) else (c / d)) else 0)")]
    [InlineData("a = 1 or b = 2 and not c", "((a = 1) or ((b = 2) and (not c)))")]
    [InlineData("not a == b", "(not (a = b))")]
    [InlineData("a or b else c", "((a or b) else c)")]
    [InlineData("if a then b else c else d", "((if a then b else c) else d)")]
    [InlineData("if a then if b then 1 else 2 else 3", "(if a then (if b then 1 else 2) else 3)")]
    [InlineData("if a then (b / c else 0) else 1", "(if a then ((b / c) else 0) else 1)")]
    [InlineData("a + b is not null", "((a + b) is not null)")]
    [InlineData("a not in [1, 2_000, 3e5] and b in $list", "((a not in [1, 2000, 3e5]) and (b in $list))")]
    [InlineData("v[2] + sum(v, first 3)", "(v[2] + sum(v, first 3))")]
    [InlineData("clamp(a, 250ms, 1.5 s)", "clamp(a, 250000000ns, 1500000000ns)")]
    [InlineData("x > 5 bps and y < 25_000 USDT # why", "((x > 5 bps) and (y < 25000 USDT))")]
    [InlineData("side = 'it''s'", "(side = 'it's')")]
    [InlineData("right.mid - mid", "(right.mid - mid)")]
    public void Expression_ParsesAs(string text, string tree) =>
        Assert.Equal(tree, Show(ExpressionParser.ParseExpression(text, p => Assert.Fail(p.ToString()))!));

    [Fact]
    public void SelectBlock_ParsesLineByLine()
    {
        var select = ExpressionParser.ParseSelect("*   # all\nmid\nx = (a +\n  b)\n", p => Assert.Fail(p.ToString()))!;

        Assert.Equal(["* = ", "mid = mid", "x = (a + b)"], select.Lines.Select(l => $"{l.Name} = {(l.Value is null ? "" : Show(l.Value))}"));
    }

    [Fact]
    public void HostileNesting_IsRefusedAndDoesNotOverflow()
    {
        foreach (var text in new[] { new string('(', 30_000), new string('-', 30_000) + "1", string.Concat(Enumerable.Repeat("not ", 8_000)) + "a", "a" + string.Concat(Enumerable.Repeat("+a", 15_000)), string.Concat(Enumerable.Repeat("if a then ", 3_000)), string.Concat(Enumerable.Repeat("a[", 15_000)), string.Concat(Enumerable.Repeat("abs(", 8_000)) })
        {
            var problems = new List<ExpressionProblem>();
            Assert.Null(ExpressionParser.ParseExpression(text, problems.Add));
            Assert.Equal("SE1205: the expression is nested deeper than 200", problems.Select(p => $"{p.Code}: {p.Message}").Single());
        }
    }

    private static string Show(ExpressionSyntax node) => node switch
    {
        ExpressionSyntax.Number n => n.Unit is null ? n.Digits : $"{n.Digits} {n.Unit}",
        ExpressionSyntax.Duration d => $"{d.Nanoseconds}ns",
        ExpressionSyntax.Text t => $"'{t.Value}'",
        ExpressionSyntax.Truth t => t.Value ? "true" : "false",
        ExpressionSyntax.Null => "null",
        ExpressionSyntax.Name n => n.Value,
        ExpressionSyntax.Parameter p => "$" + p.Value,
        ExpressionSyntax.Unary u => u.Operator == "not" ? $"(not {Show(u.Operand)})" : $"(-{Show(u.Operand)})",
        ExpressionSyntax.Binary b => $"({Show(b.Left)} {b.Operator} {Show(b.Right)})",
        ExpressionSyntax.In i => $"({Show(i.Value)} {(i.Negated ? "not in" : "in")} {(i.IsList ? $"[{string.Join(", ", i.Items.Select(Show))}]" : Show(i.Items[0]))})",
        ExpressionSyntax.If i => $"(if {Show(i.Condition)} then {Show(i.Then)} else {Show(i.Else)})",
        ExpressionSyntax.IsNull i => $"({Show(i.Value)} is {(i.Negated ? "not " : "")}null)",
        ExpressionSyntax.Call c => $"{c.Function}({string.Join(", ", c.Arguments.Select(Show))}{(c.First is null ? "" : ", first " + c.First.Digits)})",
        ExpressionSyntax.Element e => $"{Show(e.Vector)}[{Show(e.Index)}]",
        _ => throw new NotSupportedException(node.GetType().Name),
    };
}
