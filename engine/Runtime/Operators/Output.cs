using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// Where an operator's rows go, and where it says what became of each row it was given: used, filtered, held (pending) or failed. Every row of <see cref="IOperator.Process"/> gets
/// exactly one fate; held rows get theirs later. The runtime checks the sum (DESIGN § 5).
/// </summary>
public sealed class Output
{
    private readonly PortWriter?[] _ports;
    private readonly Action<Batch>?[] _emits;
    private readonly DeadRows _dead;

    /// <param name="ports">Writers of the ports that take rows.</param>
    /// <param name="emits">Takes over whole batches of a port; null where nobody reads it.</param>
    /// <param name="appender">Set when port 0 appends.</param>
    /// <param name="dead">Takes failed rows.</param>
    /// <param name="counters">Counts rows by fate.</param>
    internal Output(PortWriter?[] ports, Action<Batch>?[] emits, Appender? appender, DeadRows dead, NodeCounters counters)
    {
        _ports = ports;
        _emits = emits;
        Appender = appender;
        _dead = dead;
        Counters = counters;
    }

    /// <summary>Ingest time of what came in last, for batches made of it.</summary>
    public long Ingest { get; internal set; }

    /// <summary>Set when port 0 appends to the main input.</summary>
    public Appender? Appender { get; }

    /// <summary>Rows by fate.</summary>
    public NodeCounters Counters { get; }

    /// <summary>The writer of a port of new rows.</summary>
    public PortWriter this[int port] => _ports[port] ?? throw new InvalidOperationException("the port appends; use Appender: a bug in the operator");

    /// <summary>Lets rows of an input pass to a port as they are: columns and stream times are shared, behind what the port's writer holds.</summary>
    /// <param name="port">The port; its schema is the input's.</param>
    /// <param name="batch">The rows; taken over.</param>
    public void Pass(int port, Batch batch)
    {
        using (batch)
        {
            if (_emits[port] is not { } emit)
            {
                return; // nobody reads the port
            }

            if (_ports[port] is { Count: > 0 } writer)
            {
                emit(writer.Take(StreamTime.Start, batch.Ingest));
            }

            emit(batch.WithFrontier(StreamTime.Start)); // what the input vouches for, its other inputs need not
        }
    }

    /// <summary>Whether nobody reads what is late: no reason need be put into words.</summary>
    public bool DropsLate => _dead.Drops("late");

    /// <summary>Sets a figure of the operator's own, which the run summary shows: how full its batches were, say. A figure of the run, not of the data: nothing may depend on it.</summary>
    /// <param name="name">Its name, snake_case.</param>
    /// <param name="sum">The count, or what is above the line of a ratio.</param>
    /// <param name="of">What is below the line; null for a count.</param>
    public void Measure(string name, double sum, double? of = null) => Counters.Measures[name] = new Measured(sum, of);

    /// <summary>Something is missing in the sequence of what it reads, or it cannot go on with it: what is derived is lost until a new beginning. Found here, not told by another; of verbs that say <see cref="Graph.OperatorAttribute.FindsGaps"/>.</summary>
    public void Gap() => Counters.Gaps++;

    /// <summary>What was lost by a <see cref="Gap"/> is whole again; once, however many there were.</summary>
    public void Resync() => Counters.Resyncs++;

    /// <summary>Hands over a whole batch of a port, behind those before; takes it over. The writer of such a port takes no rows, it only tells which columns are read.</summary>
    public void Emit(int port, Batch batch)
    {
        if (_emits[port] is { } emit)
        {
            emit(batch);
        }
        else
        {
            batch.Dispose();
        }
    }

    /// <summary>Rows became output or entered state.</summary>
    public void Used(int rows = 1) => Counters.Used += rows;

    /// <summary>Rows were left out by the operator's rule.</summary>
    public void Filtered(int rows = 1) => Counters.Filtered += rows;

    /// <summary>Rows wait for their fate.</summary>
    public void Hold(int rows = 1) => Counters.Pending += rows;

    /// <summary>Held rows became output or entered state.</summary>
    public void SettleUsed(int rows = 1)
    {
        Counters.Pending -= rows;
        Counters.Used += rows;
    }

    /// <summary>Held rows were left out by the operator's rule.</summary>
    public void SettleFiltered(int rows = 1)
    {
        Counters.Pending -= rows;
        Counters.Filtered += rows;
    }

    /// <summary>A row failed: it becomes a <c>dead/1</c> row of port <c>error</c> (or stops the run, by the node's policy).</summary>
    /// <param name="rows">The rows given.</param>
    /// <param name="i">Which of them.</param>
    /// <param name="code">SE9 code.</param>
    /// <param name="reason">What failed and what is allowed.</param>
    public void Error(Rows rows, int i, string code, string reason)
    {
        Counters.Error++;
        _dead.Write("error", rows.Batch, rows[i], rows.At(i), code, reason);
    }

    /// <summary>A held row failed.</summary>
    public void SettleError(Batch batch, int physical, long at, string code, string reason)
    {
        Counters.Pending--;
        Counters.Error++;
        _dead.Write("error", batch, physical, at, code, reason);
    }

    /// <summary>A result could not be computed from rows that were used: it becomes a <c>dead/1</c> row of port <c>error</c> (or stops the run, by the node's policy).</summary>
    public void ResultError(long ts, long at, string code, string reason)
    {
        Counters.OutFailed++;
        _dead.Write("error", ts, at, code, reason, null, "{}");
    }

    /// <summary>A row was for a window that had closed: it goes to port <c>late</c>.</summary>
    public void Late(Rows rows, int i, string reason)
    {
        Counters.Late++;
        _dead.Write("late", rows.Batch, rows[i], rows.At(i), "SE9401", reason);
    }

    /// <summary>A row was refused by a gate: it goes to port <c>rejected</c>.</summary>
    public void Rejected(Rows rows, int i, string code, string reason)
    {
        Counters.Rejected++;
        _dead.Write("rejected", rows.Batch, rows[i], rows.At(i), code, reason);
    }
}
