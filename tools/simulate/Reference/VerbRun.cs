using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Reference;

/// <summary>What a verb gets in the reference: all its rows in stream order; and what comes of them.</summary>
/// <param name="node">The node's name.</param>
/// <param name="events">Rows of all inputs by (at, rank, sequence).</param>
/// <param name="inputs">Columns of its inputs.</param>
/// <param name="key">The attribute <c>key</c>.</param>
/// <param name="latenessNs"><c>time.lateness</c>.</param>
/// <param name="endsAt">Newest stream time of its rows and of the sources they come from.</param>
internal sealed class VerbRun(string node, IReadOnlyList<VerbEvent> events, IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key, long latenessNs, long endsAt)
{
    private readonly Dictionary<string, List<SimRow>> _ports = new(StringComparer.Ordinal);

    /// <summary>Rows of all inputs by (at, rank, sequence).</summary>
    public IReadOnlyList<VerbEvent> Events => events;

    /// <summary>Columns of its inputs.</summary>
    public IReadOnlyList<IReadOnlyList<SimColumn>> Inputs => inputs;

    /// <summary>The attribute <c>key</c>.</summary>
    public IReadOnlyList<string> KeyColumns => key;

    /// <summary><c>time.lateness</c>.</summary>
    public long LatenessNs => latenessNs;

    /// <summary>Newest stream time of its rows and of the sources they come from: what would go on for ever goes on until then.</summary>
    public long EndsAt => endsAt;

    /// <summary>What came out, by port; the main one is empty.</summary>
    public IReadOnlyDictionary<string, List<SimRow>> Ports => _ports;

    /// <summary>A row comes out of the main port.</summary>
    public void Emit(long at, IReadOnlyDictionary<string, object?> cells) => Emit("", at, cells);

    /// <summary>A row comes out of a port.</summary>
    public void Emit(string port, long at, IReadOnlyDictionary<string, object?> cells) => Rows(port).Add(new SimRow(at, cells));

    /// <summary>Rows come out of the main port: by stream time, those of rows before those of timers, timers in key order, and else as given.</summary>
    public void Emit(IEnumerable<TimedRow> rows)
    {
        foreach (var row in rows.OrderBy(r => r.At).ThenBy(r => r.Key is not null).ThenBy(r => r.Key ?? "", KeyOrder.Instance).ThenBy(r => r.Phase))
        {
            Emit(row.At, row.Cells);
        }
    }

    /// <summary>A row of the input becomes a row of <c>error</c>, <c>late</c> or <c>rejected</c>.</summary>
    public void Dead(string port, SimRow row, string code) => Emit(port, row.At, DeadCells(node, port, row, code));

    /// <summary>The rows whose key is known; the others are error rows.</summary>
    public IEnumerable<VerbEvent> Keyed()
    {
        foreach (var one in events)
        {
            if (one.Key is null)
            {
                Dead("error", one.Row, "SE9102");
            }
            else
            {
                yield return one;
            }
        }
    }

    /// <summary>Cells of a <c>dead/1</c> row that are compared.</summary>
    public static Dictionary<string, object?> DeadCells(string node, string port, SimRow row, string code) =>
        new(StringComparer.Ordinal) { ["ts"] = row["ts"] ?? row.At, ["node"] = node, ["port"] = port, ["code"] = code };

    private List<SimRow> Rows(string port)
    {
        if (!_ports.TryGetValue(port, out var rows))
        {
            _ports[port] = rows = [];
        }

        return rows;
    }
}
