using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>One aggregate of a select under an aggregating verb, as <c>sum(price * qty)</c>: what the verb computes of the rows of each group.</summary>
/// <param name="Function">Name of the function, one of <see cref="AggregateFunction.All"/> (never <c>ohlc</c>, which is four calls).</param>
/// <param name="Arguments">Columns of the verb's input that hold the arguments.</param>
/// <param name="Parameter">The second argument of <c>quantile</c> and <c>top</c>; else 0.</param>
/// <param name="Result">The column of the verb's output that takes the result; its name begins with <see cref="Mark"/>.</param>
public sealed record AggregateCall(string Function, IReadOnlyList<string> Arguments, double Parameter, Field Result)
{
    /// <summary>First character of the names of columns that stand between the verb and its expressions, and in no file.</summary>
    public const char Mark = '#';

    /// <summary>Whether a column stands between a verb and its expressions only.</summary>
    public static bool IsInner(string column) => column.Length > 0 && column[0] == Mark;
}
