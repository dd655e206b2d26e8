namespace StreamEngine.Expressions;

/// <summary>A parsed expression, not yet typed. Every node knows its place in the text; <see cref="Depth"/> never exceeds <see cref="ExpressionParser.MaxDepth"/>.</summary>
/// <param name="Offset">First character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Depth">Height of the tree from here, 1 for a leaf.</param>
public abstract record ExpressionSyntax(int Offset, int Length, int Depth)
{
    /// <summary>A number, with a unit if one was written behind it.</summary>
    /// <param name="Digits">As written, without <c>_</c>.</param>
    /// <param name="Unit"><c>bps</c>, <c>USDT</c>; null for a plain number.</param>
    public sealed record Number(int Offset, int Length, string Digits, string? Unit) : ExpressionSyntax(Offset, Length, 1);

    /// <summary>A duration in ns.</summary>
    public sealed record Duration(int Offset, int Length, long Nanoseconds) : ExpressionSyntax(Offset, Length, 1);

    /// <summary>A quoted text.</summary>
    public sealed record Text(int Offset, int Length, string Value) : ExpressionSyntax(Offset, Length, 1);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Truth(int Offset, int Length, bool Value) : ExpressionSyntax(Offset, Length, 1);

    /// <summary><c>null</c>.</summary>
    public sealed record Null(int Offset, int Length) : ExpressionSyntax(Offset, Length, 1);

    /// <summary>A column.</summary>
    public sealed record Name(int Offset, int Length, string Value) : ExpressionSyntax(Offset, Length, 1);

    /// <summary><c>$name</c>.</summary>
    public sealed record Parameter(int Offset, int Length, string Value) : ExpressionSyntax(Offset, Length, 1);

    /// <summary><c>-x</c> or <c>not x</c>.</summary>
    public sealed record Unary(int Offset, int Length, string Operator, ExpressionSyntax Operand)
        : ExpressionSyntax(Offset, Length, 1 + Operand.Depth);

    /// <summary>Arithmetic, comparison (<c>==</c> is read as <c>=</c>), <c>and</c>, <c>or</c>, <c>else</c>.</summary>
    public sealed record Binary(int Offset, int Length, string Operator, ExpressionSyntax Left, ExpressionSyntax Right)
        : ExpressionSyntax(Offset, Length, 1 + Math.Max(Left.Depth, Right.Depth));

    /// <summary><c>x in […]</c>, <c>x not in $list</c>.</summary>
    /// <param name="Items">What stands in the brackets; one <see cref="Parameter"/> when <paramref name="IsList"/> is false.</param>
    public sealed record In(int Offset, int Length, ExpressionSyntax Value, IReadOnlyList<ExpressionSyntax> Items, bool IsList, bool Negated)
        : ExpressionSyntax(Offset, Length, 1 + Math.Max(Value.Depth, Deepest(Items)));

    /// <summary><c>if c then a else b</c>.</summary>
    public sealed record If(int Offset, int Length, ExpressionSyntax Condition, ExpressionSyntax Then, ExpressionSyntax Else)
        : ExpressionSyntax(Offset, Length, 1 + Math.Max(Condition.Depth, Math.Max(Then.Depth, Else.Depth)));

    /// <summary><c>x is null</c>, <c>x is not null</c>.</summary>
    public sealed record IsNull(int Offset, int Length, ExpressionSyntax Value, bool Negated) : ExpressionSyntax(Offset, Length, 1 + Value.Depth);

    /// <summary>A function call; <paramref name="First"/> is the n of <c>sum(vector, first n)</c>.</summary>
    public sealed record Call(int Offset, int Length, string Function, IReadOnlyList<ExpressionSyntax> Arguments, Number? First)
        : ExpressionSyntax(Offset, Length, 1 + Deepest(Arguments));

    /// <summary><c>vector[2]</c>.</summary>
    public sealed record Element(int Offset, int Length, ExpressionSyntax Vector, ExpressionSyntax Index)
        : ExpressionSyntax(Offset, Length, 1 + Math.Max(Vector.Depth, Index.Depth));

    private static int Deepest(IReadOnlyList<ExpressionSyntax> nodes)
    {
        var deepest = 0;
        foreach (var node in nodes)
        {
            deepest = Math.Max(deepest, node.Depth);
        }

        return deepest;
    }
}
