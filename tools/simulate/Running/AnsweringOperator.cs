using StreamEngine.Runtime;

namespace StreamEngine.Simulation.Running;

/// <summary>A kept operator with answer ports.</summary>
internal sealed class AnsweringOperator(BatchOperator inner, long leastDelay, byte[]? saved) : KeptOperator(inner, saved), IAnswers
{
    /// <inheritdoc/>
    public long LeastDelay => leastDelay;
}
