using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Takes rows out. It is awaited: as long as a write is open the edge before it fills, and its producers stop (DESIGN § 5).</summary>
public abstract class Sink
{
    /// <summary>Whether rows have left the process for good when <see cref="Write"/> ends, so that sources may acknowledge them then; else only behind <see cref="Complete"/>.</summary>
    public virtual bool WritesThrough => false;

    /// <summary>Checks that the sink can take the rows of its input. Pure.</summary>
    public abstract void Bind(BindScope scope);

    /// <summary>Opens what it writes to.</summary>
    public abstract ValueTask Open(SinkContext context, CancellationToken stop);

    /// <summary>Writes the rows; the batch is the sink's until the task ends.</summary>
    public abstract ValueTask Write(Batch rows, CancellationToken stop);

    /// <summary>Everything was written: makes it durable and visible.</summary>
    public abstract ValueTask Complete();

    /// <summary>The run failed: lets go without publishing.</summary>
    public abstract ValueTask Abandon();
}
