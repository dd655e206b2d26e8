namespace StreamEngine.Simulation.Expressions;

/// <summary>An expression or operator cannot answer a row.</summary>
/// <param name="code">The code of the row on port <c>error</c>.</param>
internal sealed class RowFailure(string code) : Exception
{
    /// <summary>The code of the row on port <c>error</c>.</summary>
    public string Code => code;
}
