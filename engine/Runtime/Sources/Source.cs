using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>Brings rows in. It is pulled: not being asked for the next batch is the back-pressure (DESIGN § 5).</summary>
public abstract class Source
{
    /// <summary>Whether the end of its rows is the end of its input, so that stream time runs out and everything closes; not for one that was cut short.</summary>
    public virtual bool ClosesAtEnd => true;

    /// <summary>
    /// Whether, in a live run, it can be without anything to deliver for a time, as a venue can: a merge does not wait for it then, and what it delivers later is not stamped before what the merge let go. Not for a log
    /// or a file, whose rows are all there.
    /// </summary>
    public virtual bool Vouches => false;

    /// <summary>
    /// Stream time up to which it can vouch now. One that knows when its next row is due, as a simulator does, says so, and <see cref="StreamTime.Start"/> while it is making rows: then the clock decides no stamp, and its
    /// live runs are repeatable. One that hears from outside knows nothing of the kind. Read by other threads.
    /// </summary>
    public virtual long QuietUntil => StreamTime.Never;

    /// <summary>Rows that wait outside to be read, as it last knew: of a log, how far it is behind the end. Null where nothing waits or nobody knows. Read by other threads.</summary>
    public virtual long? Lag => null;

    /// <summary>Breaks it has found in the sequence of what it reads, entries that are gone before they were read; null for one that cannot tell. Read by other threads.</summary>
    public virtual long? Gaps => null;

    /// <summary>Whether its rows come as the stream time of the other sources moves (<see cref="SourceContext.Others"/>), so that nobody follows it in turn.</summary>
    public virtual bool Follows => false;

    /// <summary>Whether it ends in a replay where there is no source to follow.</summary>
    public virtual bool EndsAlone => true;

    /// <summary>Whether it is to be told which of its deliveries have been worked off (<see cref="Completed"/>), so that it can acknowledge them where they came from.</summary>
    public virtual bool Acknowledges => false;

    /// <summary>What comes out of each port. Reads nothing but what <paramref name="scope"/> and the options hold, and file headers.</summary>
    public abstract IReadOnlyList<PortShape> Bind(BindScope scope);

    /// <summary>
    /// The batches, in stream order, each with whatever has arrived, up to <see cref="SourceContext.BatchMax"/> rows. Starts behind the position given to <see cref="Load"/>. Ends
    /// with the input; on <paramref name="stop"/> it ends soon without an error.
    /// </summary>
    public abstract IAsyncEnumerable<Delivery> Read(SourceContext context, CancellationToken stop);

    /// <summary>Writes the position behind the batch that was delivered last.</summary>
    public abstract void Save(StateWriter state);

    /// <summary>Takes over a saved position, before <see cref="Read"/>.</summary>
    public abstract void Load(StateReader state);

    /// <summary>
    /// Its first <paramref name="deliveries"/> deliveries have been worked off: every sink they reach has written what they caused, and where it publishes only at its end, has ended. What operators remember of them is not
    /// written anywhere. Called on any thread, with a number that grows; returns at once.
    /// </summary>
    public virtual void Completed(long deliveries)
    {
    }

    /// <summary>The run is over: acknowledges what has been completed and lets go of connections.</summary>
    public virtual ValueTask Close() => ValueTask.CompletedTask;
}
