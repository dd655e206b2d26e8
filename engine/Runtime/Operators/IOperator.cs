using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Runtime;

/// <summary>A synchronous operator as the runtime drives it: rows and timers in stream order, state between two calls (DESIGN § 5).</summary>
public interface IOperator
{
    /// <summary>Stream time of the earliest timer; <see cref="Time.StreamTime.Never"/> for none.</summary>
    long NextTimer { get; }

    /// <summary>Rows of one input, in stream order, none later than <see cref="NextTimer"/>.</summary>
    /// <returns>How many it took: all, or up to and with the row that set a timer due among the rest.</returns>
    int Process(int input, Rows rows, Output output);

    /// <summary>Called once for each due timer, after the rows of that instant.</summary>
    void Advance(long at, Output output);

    /// <summary>Writes the state; called between two of the calls above.</summary>
    void Save(StateWriter state);

    /// <summary>Takes over a saved state; called once, after opening and before the first row.</summary>
    void Load(StateReader state);
}
