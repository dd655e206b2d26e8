using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>One aggregate of a window: makes states, adds rows to them, combines them and writes the answer. States are saved field by field unless it says otherwise.</summary>
internal abstract class Aggregate
{
    /// <summary>Type of the states.</summary>
    public abstract Type StateType { get; }

    /// <summary>Whether <see cref="Remove"/> takes away exactly what was merged, so that a window that moves keeps one state; else its panes are combined again in two stacks.</summary>
    public abstract bool Inverts { get; }

    /// <summary>A state of no rows.</summary>
    public abstract AggregateState New();

    /// <summary>Takes the batch that the next rows stand in.</summary>
    public abstract void Bind(Batch batch);

    /// <summary>Adds a row, the newest in stream order so far.</summary>
    public abstract void Add(AggregateState state, int row, long ts);

    /// <summary>Adds rows as one call a row would.</summary>
    /// <param name="state">Of one key and pane.</param>
    /// <param name="rows">Physical rows, in stream order.</param>
    /// <param name="times">Event times by physical row.</param>
    public virtual void AddMany(AggregateState state, ReadOnlySpan<int> rows, ReadOnlySpan<long> times)
    {
        foreach (var row in rows)
        {
            Add(state, row, times[row]);
        }
    }

    /// <summary>Adds all that <paramref name="later"/> holds: rows with a later <c>ts</c>, or later in stream order.</summary>
    public abstract void Merge(AggregateState state, AggregateState later);

    /// <summary>Takes away what was merged.</summary>
    public abstract void Remove(AggregateState state, AggregateState part);

    /// <summary>Writes the answer.</summary>
    /// <exception cref="ArithmeticException">It is out of range.</exception>
    public abstract void Write(AggregateState state, ColumnBuilder to);

    /// <summary>Writes a state, field by field.</summary>
    public virtual void Save(StateWriter to, AggregateState state) => to.Write("aggregate", StateType, state);

    /// <summary>Reads a state back.</summary>
    public virtual AggregateState Load(StateReader from) => (AggregateState)from.Read("aggregate", StateType)!;
}
