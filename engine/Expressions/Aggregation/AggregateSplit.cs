namespace StreamEngine.Expressions;

/// <summary>A select under an aggregating verb, taken apart: what is computed of each row before the verb, the aggregates, and what is computed of their results behind it.</summary>
/// <param name="Before">All columns of the input with computed arguments behind them; null when every argument is a column.</param>
/// <param name="Calls">The aggregates.</param>
/// <param name="Behind">The lines, with the result column in place of each aggregate.</param>
public sealed record AggregateSplit(SelectStep? Before, IReadOnlyList<AggregateCall> Calls, SelectSyntax Behind);
