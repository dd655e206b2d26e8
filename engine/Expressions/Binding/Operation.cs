namespace StreamEngine.Expressions;

/// <summary>What an <see cref="OperationExpression"/> does. Operands have one type unless said otherwise; conversions are operations of their own.</summary>
public enum Operation
{
    /// <summary>Sum; timestamp + duration is a timestamp.</summary>
    Add,

    /// <summary>Difference; timestamp − timestamp is a duration, timestamp − duration a timestamp.</summary>
    Subtract,

    /// <summary>Product; duration × int64 is a duration.</summary>
    Multiply,

    /// <summary>Quotient of float64 or decimal.</summary>
    Divide,

    /// <summary>Remainder with the sign of the dividend.</summary>
    Remainder,

    /// <summary>Sign changed.</summary>
    Negate,

    /// <summary>Equal; text by text.</summary>
    Equal,

    /// <summary>Not equal.</summary>
    NotEqual,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or equal.</summary>
    LessOrEqual,

    /// <summary>Greater.</summary>
    Greater,

    /// <summary>Greater or equal.</summary>
    GreaterOrEqual,

    /// <summary>Kleene conjunction; a false left side hides the right one.</summary>
    And,

    /// <summary>Kleene disjunction; a true left side hides the right one.</summary>
    Or,

    /// <summary>Negation.</summary>
    Not,

    /// <summary>Whether the operand is one of <see cref="OperationExpression.Set"/>.</summary>
    In,

    /// <summary>Condition, then, else.</summary>
    If,

    /// <summary>Whether the operand is null.</summary>
    IsNull,

    /// <summary>The right operand where the left one failed.</summary>
    Else,

    /// <summary>The right operand where the left one is null.</summary>
    Coalesce,

    /// <summary>The smaller one; −0 is smaller than +0.</summary>
    Min,

    /// <summary>The larger one.</summary>
    Max,

    /// <summary>Absolute value.</summary>
    Abs,

    /// <summary>Rounded half-even to <see cref="OperationExpression.Argument"/> places.</summary>
    Round,

    /// <summary>Rounded down.</summary>
    Floor,

    /// <summary>Rounded up.</summary>
    Ceil,

    /// <summary>Square root.</summary>
    Sqrt,

    /// <summary>e to the power.</summary>
    Exp,

    /// <summary>Natural logarithm.</summary>
    Log,

    /// <summary>−1, 0 or 1, in the operand's type (int64 for a duration).</summary>
    Sign,

    /// <summary>int64, decimal or duration (ns) to float64.</summary>
    ToFloat,

    /// <summary>int64, float64 or decimal to decimal, rounded half-even to <see cref="OperationExpression.Argument"/> places.</summary>
    ToDecimal,

    /// <summary>Symbol or enum to string.</summary>
    ToText,

    /// <summary>Element <see cref="OperationExpression.Argument"/> of a vector.</summary>
    Element,

    /// <summary>Sum of the first <see cref="OperationExpression.Argument"/> elements of a vector, in order.</summary>
    VectorSum,
}
