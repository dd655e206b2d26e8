namespace StreamEngine.Expressions;

/// <summary>Lets rows pass for which the condition is true; false and null are filtered.</summary>
/// <param name="Condition">A bool.</param>
public sealed record WhereStep(TypedExpression Condition) : Step;
