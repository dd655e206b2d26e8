namespace StreamEngine.Expressions;

/// <summary>A line of a select block: <c>name = expression</c>, a bare <c>name</c> (<see cref="Value"/> is then that name) or <c>*</c> (<see cref="Name"/> is then <c>*</c>, without value).</summary>
/// <param name="Offset">Where the name starts.</param>
/// <param name="Length">Length of the name.</param>
/// <param name="Name">Column that the line makes.</param>
/// <param name="Value">What it holds.</param>
/// <param name="End">End of the line's last token.</param>
public sealed record SelectLine(int Offset, int Length, string Name, ExpressionSyntax? Value, int End)
{
    /// <summary>Whether the line is <c>*</c>.</summary>
    public bool IsStar => Value is null;
}
