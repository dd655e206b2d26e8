namespace StreamEngine.Expressions;

/// <summary>A row that failed.</summary>
/// <param name="Step">Step in the chain, from 0.</param>
/// <param name="Row">Row number in the input batch.</param>
/// <param name="Expression">The expression as written.</param>
/// <param name="Reason">What went wrong.</param>
public readonly record struct RowFailure(int Step, int Row, string Expression, string Reason);
