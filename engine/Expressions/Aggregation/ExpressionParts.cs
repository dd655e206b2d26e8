namespace StreamEngine.Expressions;

/// <summary>Walks through parsed expressions. Their depth is limited by the parser.</summary>
internal static class ExpressionParts
{
    /// <summary>A copy with some nodes replaced, outermost first; what <paramref name="replace"/> answers is not looked into, null leaves a node.</summary>
    public static ExpressionSyntax Map(ExpressionSyntax node, Func<ExpressionSyntax, ExpressionSyntax?> replace) => replace(node) ?? node switch
    {
        ExpressionSyntax.Unary unary => unary with { Operand = Map(unary.Operand, replace) },
        ExpressionSyntax.Binary binary => binary with { Left = Map(binary.Left, replace), Right = Map(binary.Right, replace) },
        ExpressionSyntax.In test => test with { Value = Map(test.Value, replace), Items = [.. test.Items.Select(i => Map(i, replace))] },
        ExpressionSyntax.If choice => choice with { Condition = Map(choice.Condition, replace), Then = Map(choice.Then, replace), Else = Map(choice.Else, replace) },
        ExpressionSyntax.IsNull test => test with { Value = Map(test.Value, replace) },
        ExpressionSyntax.Call call => call with { Arguments = [.. call.Arguments.Select(a => Map(a, replace))] },
        ExpressionSyntax.Element element => element with { Vector = Map(element.Vector, replace), Index = Map(element.Index, replace) },
        _ => node,
    };

    /// <summary>All names in an expression.</summary>
    public static List<ExpressionSyntax.Name> Names(ExpressionSyntax node) => Collect<ExpressionSyntax.Name>(node);

    /// <summary>All calls in an expression.</summary>
    public static List<ExpressionSyntax.Call> Calls(ExpressionSyntax node) => Collect<ExpressionSyntax.Call>(node);

    private static List<T> Collect<T>(ExpressionSyntax node) where T : ExpressionSyntax
    {
        var found = new List<T>();
        Map(node, n =>
        {
            if (n is T wanted)
            {
                found.Add(wanted);
            }

            return null;
        });
        return found;
    }
}
