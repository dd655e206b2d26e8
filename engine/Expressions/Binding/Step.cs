namespace StreamEngine.Expressions;

/// <summary>A link of a chain of expressions: <see cref="WhereStep"/> or <see cref="SelectStep"/>.</summary>
public abstract record Step;
