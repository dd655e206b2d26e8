using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>
/// An operator of two inputs that can take rows of both in one call: where streams come in turns, run by run costs more than the rows. It is asked while no timer is set, and sets none.
/// </summary>
public interface IPairOperator
{
    /// <summary>Takes rows of both inputs as <see cref="IOperator.Process"/> would take them run by run: by stream time, at one instant those of input 0 first.</summary>
    /// <param name="first">Rows of input 0; may be none.</param>
    /// <param name="second">Rows of input 1; may be none.</param>
    /// <param name="output">Where they go.</param>
    /// <returns>False when it took none: they come run by run then.</returns>
    bool TryProcess(Rows first, Rows second, Output output);
}
