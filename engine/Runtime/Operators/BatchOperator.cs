using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>Level 3 of DESIGN § 5: an operator that works on spans of columns and keeps its own state.</summary>
public abstract class BatchOperator : IOperator
{
    /// <inheritdoc/>
    public virtual long NextTimer => StreamTime.Never;

    /// <summary>Whether it may ever set a timer; without one, every row it puts out comes from a row it was given.</summary>
    public virtual bool SetsTimers => GetType().GetProperty(nameof(NextTimer))!.DeclaringType != typeof(BatchOperator);

    /// <summary>Whether a keyed node of it may run on several workers: what its timers put out at one instant stands in key order.</summary>
    public virtual bool RunsParallel => true;

    /// <summary>Whether, bound as it is, it works on columns, several rows at a time; null for what its declaration says (<see cref="OperatorAttribute.ByColumns"/>).</summary>
    public virtual bool? ByColumns => null;

    /// <summary>Checks the inputs, says which columns are read (through <paramref name="scope"/>) and what comes out of each port. Pure.</summary>
    public abstract IReadOnlyList<PortShape> Bind(BindScope scope);

    /// <summary>Takes what the run hands in; called once before the first row.</summary>
    public virtual void Open(OperatorContext context)
    {
    }

    /// <inheritdoc/>
    public abstract int Process(int input, Rows rows, Output output);

    /// <inheritdoc/>
    public virtual void Advance(long at, Output output)
    {
    }

    /// <summary>Called at the end of each step, before its rows leave: whole batches that were put together over several calls are handed over now (<see cref="Output.Emit"/>).</summary>
    public virtual void Flush(Output output)
    {
    }

    /// <summary>
    /// Called once when all inputs have ended, behind the timers up to the newest stream time of a row of its inputs or of the sources they come from, and before those behind it: timers that would be set again and again (empty
    /// windows, grids) are to be given up, the others still fire.
    /// </summary>
    public virtual void End()
    {
    }

    /// <inheritdoc/>
    public abstract void Save(StateWriter state);

    /// <inheritdoc/>
    public abstract void Load(StateReader state);
}
