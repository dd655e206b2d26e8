using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Expressions;

namespace StreamEngine.Simulation.Reference;

/// <summary>
/// What a case means: every node over everything that came in, inputs first, whole streams sorted by (at, rank, sequence), a row at a time. No batches, no frontiers, no operator of the engine.
/// </summary>
internal sealed class Interpreter
{
    /// <summary>Columns of rows of <c>error</c>, <c>late</c> and <c>rejected</c> that are compared; the row itself and the reason are words.</summary>
    public static readonly IReadOnlyList<SimColumn> DeadColumns =
        [new("ts", CellType.Timestamp, false), new("node", CellType.Symbol, false), new("port", CellType.Symbol, false), new("code", CellType.Symbol, false)];

    /// <summary>Columns of answers that are compared.</summary>
    public static readonly IReadOnlyList<SimColumn> AnswerColumns = [new("ts", CellType.Timestamp, false), new("client_id", CellType.String)];

    /// <summary>Name of ports that answer.</summary>
    public const string AnswerPort = "fills";

    private const int MostRounds = 300;
    private readonly Dictionary<string, SimStream> _ports = new(StringComparer.Ordinal);
    // what tells a node how far stream time came: sources, and all that happens in loops
    private readonly Dictionary<string, HashSet<string>> _from = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SimRow>> _answers = new(StringComparer.Ordinal);

    private readonly long? _stoppedAt;

    private Interpreter(long? stoppedAt) => _stoppedAt = stoppedAt;

    /// <summary>Rows of every port of every node: <c>node</c> or <c>node.port</c>.</summary>
    /// <exception cref="OutsideReferenceException">The case goes where the reference does not.</exception>
    public static IReadOnlyDictionary<string, SimStream> Run(SimCase @case)
    {
        var interpreter = new Interpreter(@case.Schedule.SaveAt - 1); // its sources say so when they stop there
        foreach (var source in @case.Sources)
        {
            interpreter._ports[source.Name] = new SimStream(source.Columns, source.Rows);
            interpreter._from[source.Name] = [source.Name];
        }

        interpreter.Answers(@case, true);
        for (var round = 0; ; round++)
        {
            foreach (var node in @case.Nodes)
            {
                interpreter.Run(node, @case.LatenessNs);
            }

            if (interpreter.Answers(@case, false))
            {
                return interpreter._ports;
            }

            if (round == MostRounds)
            {
                throw new OutsideReferenceException("a loop that does not come to rest");
            }
        }
    }

    /// <summary>Columns of the main port of a node, from those of what it reads; null where it cannot stand there.</summary>
    public static IReadOnlyList<SimColumn>? Columns(SimNode node, Func<string, IReadOnlyList<SimColumn>?> of)
    {
        var inputs = new List<IReadOnlyList<SimColumn>>();
        foreach (var role in node.Verb?.Roles ?? [""])
        {
            var ports = node.Inputs.FirstOrDefault(i => i.Role == role)?.Ports ?? [];
            var columns = ports.Select(of).ToList();
            if (columns.Count == 0 || columns.Contains(null) || !columns.TrueForAll(c => c!.SequenceEqual(columns[0]!)))
            {
                return null;
            }

            inputs.Add(columns[0]!);
        }

        var main = inputs[node.Verb?.Main ?? 0];
        if (node.Where is { } where && !Reads(where, main) || !node.Key.All(k => inputs.TrueForAll(i => i.Any(c => c.Name == k))))
        {
            return null;
        }

        if (node.Verb is { } verb)
        {
            if (!verb.Fits(inputs))
            {
                return null;
            }

            main = verb.Columns(inputs, node.Key);
        }

        return main.Select(c => c.Name).Distinct().Count() < main.Count ? null : node.Select is { } select ? Columns(select, main) : main;
    }

    private static bool Reads(SimExpr expression, IReadOnlyList<SimColumn> columns) => expression.Columns.All(name => columns.Any(c => c.Name == name));

    private static IReadOnlyList<SimColumn>? Columns(SimSelect select, IReadOnlyList<SimColumn> input)
    {
        if (!select.Lines.All(l => Reads(l.Value, input)))
        {
            return null;
        }

        var lines = select.Lines.Select(l => l.Value is SimExpr.Column same ? input.First(c => c.Name == same.Name) with { Name = l.Name } : new SimColumn(l.Name, l.Value.Type)).ToList();
        return [.. select.KeepsAll ? input.Where(c => lines.TrueForAll(l => l.Name != c.Name)) : [], .. lines];
    }

    private void Run(SimNode node, long latenessNs)
    {
        var dead = new List<SimRow>();
        var read = node.Inputs.SelectMany(i => i.Ports).ToList();
        _from[node.Name] = [.. read.SelectMany(p => _from.GetValueOrDefault(p.Split('.')[0]) ?? []), .. read.Exists(IsAnswer) ? read : []]; // a loop goes from event to event
        var roles = node.Verb?.Roles ?? [""];
        var events = roles.SelectMany((role, rank) => Input(node, node.Inputs.First(i => i.Role == role), rank, rank == (node.Verb?.Main ?? 0), dead)).OrderBy(e => e.Row.At).ToList();
        IReadOnlyList<SimRow> main = [];
        if (node.Verb is { } verb)
        {
            var reached = _from[node.Name].Concat(node.Inputs.SelectMany(i => i.Ports)).SelectMany(port => _ports[port].Rows.TakeLast(1)).Select(r => r.At);
            var endsAt = reached.Append(_stoppedAt ?? long.MinValue).Max();
            var run = new VerbRun(node.Name, events, Inputs(node), node.Key, latenessNs, endsAt);
            verb.Run(run);
            foreach (var port in verb.Ports.Where(p => p.Length > 0).Append("error"))
            {
                var rows = run.Ports.GetValueOrDefault(port) ?? [];
                if (port == "error")
                {
                    dead.AddRange(rows);
                }
                else if (port == AnswerPort)
                {
                    _answers[$"{node.Name}.{port}"] = [.. rows.OrderBy(r => r.At)];
                }
                else
                {
                    _ports[$"{node.Name}.{port}"] = new SimStream(port is "late" or "rejected" ? DeadColumns : verb.PortColumns(port, Inputs(node), node.Key), rows);
                }
            }

            main = run.Ports.GetValueOrDefault("") ?? [];
        }
        else
        {
            main = [.. events.Select(e => e.Row)];
        }

        if (node.Select is { } select)
        {
            main = Select(node, select, main, dead);
        }

        for (var i = 1; i < main.Count; i++)
        {
            if (main[i].At < main[i - 1].At)
            {
                throw new InvalidOperationException($"the reference of {node.Name} ({node.Kind}) runs back in stream time: a bug in the reference");
            }
        }

        if (node.Verb?.HasMain == false)
        {
            _ports[$"{node.Name}.error"] = new SimStream(DeadColumns, [.. dead.OrderBy(r => r.At)]);
            return;
        }

        _ports[node.Name] = new SimStream(Columns(node, port => _ports[port].Columns) ?? throw new InvalidOperationException($"{node.Name} does not fit: a bug in the generator"), main);
        _ports[$"{node.Name}.error"] = new SimStream(DeadColumns, [.. dead.OrderBy(r => r.At)]);
    }

    /// <summary>Takes the answers of a round for those that are read in the next one. Since each comes later than what asks for it, more of them are right with each round.</summary>
    /// <returns>Whether they are the same.</returns>
    private bool Answers(SimCase @case, bool isFirst)
    {
        var same = true;
        foreach (var port in @case.Nodes.Where(n => n.Verb?.Ports.Contains(AnswerPort) == true).Select(n => $"{n.Name}.{AnswerPort}"))
        {
            var rows = isFirst ? [] : _answers[port];
            same &= !isFirst && rows.Count == _ports[port].Rows.Count && rows.Zip(_ports[port].Rows).All(p => p.First.At == p.Second.At && Equals(p.First["client_id"], p.Second["client_id"]));
            _ports[port] = new SimStream(AnswerColumns, rows);
        }

        return same;
    }

    private static bool IsAnswer(string port) => port.EndsWith($".{AnswerPort}", StringComparison.Ordinal);

    private List<IReadOnlyList<SimColumn>> Inputs(SimNode node) => [.. node.Verb!.Roles.Select(role => _ports[node.Inputs.First(i => i.Role == role).Ports[0]].Columns)];

    private IEnumerable<VerbEvent> Input(SimNode node, SimInput input, int rank, bool isMain, List<SimRow> dead)
    {
        var rows = input.Ports.SelectMany(port => _ports[port].Rows).OrderBy(r => r.At).ToList(); // stable: rank in the list, then sequence
        foreach (var row in rows)
        {
            if (isMain && node.Where is { } where)
            {
                object? kept;
                try
                {
                    kept = where.Of(row.Cells);
                }
                catch (RowFailure failure)
                {
                    dead.Add(new SimRow(row.At, VerbRun.DeadCells(node.Name, "error", row, failure.Code)));
                    continue;
                }

                if (kept is not true)
                {
                    continue;
                }
            }

            yield return new VerbEvent(rank, row, KeyOf(row, node.Key));
        }
    }

    private static string? KeyOf(SimRow row, IReadOnlyList<string> key)
    {
        var parts = key.Select(k => row[k]).ToList();
        return parts.Contains(null) ? null : string.Join('\t', parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p}")));
    }

    private static List<SimRow> Select(SimNode node, SimSelect select, IReadOnlyList<SimRow> input, List<SimRow> dead)
    {
        var rows = new List<SimRow>();
        foreach (var row in input)
        {
            var cells = select.KeepsAll ? new Dictionary<string, object?>(row.Cells, StringComparer.Ordinal) : new Dictionary<string, object?>(StringComparer.Ordinal);
            try
            {
                foreach (var (name, value) in select.Lines)
                {
                    cells[name] = value.Of(row.Cells);
                }

                rows.Add(new SimRow(row.At, cells));
            }
            catch (RowFailure failure)
            {
                dead.Add(new SimRow(row.At, VerbRun.DeadCells(node.Name, "error", row, failure.Code)));
            }
        }

        return rows;
    }
}
