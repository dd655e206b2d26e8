using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Conformance;

/// <summary>
/// Drives one operator without a runtime: binds and opens it, hands it rows cut at its timers, fires timers as the frontier passes them, checks that every row has one fate, and collects what
/// comes out of each port. Buffers are overwritten on return, so a kept lent batch shows. Rows are dictionaries by column, with <c>at</c> for the stream time (output always, input optional: the
/// newest <c>ts</c> so far).
/// </summary>
public sealed class OperatorDrive
{
    private readonly BatchOperator _operator;
    private readonly PortWriter?[] _ports;
    private readonly Dictionary<string, PortWriter> _dead;
    private readonly Appender? _appender;
    private readonly Output? _output;
    private readonly FusedProgram? _before;
    private readonly KeyTable _keys;
    private readonly IReadOnlyList<Schema?> _inputs;
    private readonly List<Dictionary<string, object?>>[] _out = [];
    private readonly Dictionary<string, List<Dictionary<string, object?>>> _deadOut = new(StringComparer.Ordinal);
    private long _at = StreamTime.Start;

    /// <summary>Binds and, when nothing was reported, opens the operator.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="inputs">Schema of each input; null where it is not connected. Roles are <c>in</c>, then <c>in1</c>, ….</param>
    /// <param name="key">The attribute <c>key</c>.</param>
    /// <param name="roles">Roles of the inputs, when they have names.</param>
    /// <param name="latenessNs"><c>time.lateness</c>.</param>
    /// <param name="unread">Ports nobody reads.</param>
    /// <param name="needed">Columns read of every port; null for all.</param>
    /// <param name="stopOnError">Whether failed rows stop the run instead of going to a port.</param>
    /// <param name="aggregation">The select of an aggregating operator.</param>
    public OperatorDrive(BatchOperator op, IReadOnlyList<Schema?> inputs, IReadOnlyList<string>? key = null, IReadOnlyList<string>? roles = null, long latenessNs = 0,
        IReadOnlyCollection<int>? unread = null, IReadOnlySet<string>? needed = null, bool stopOnError = false, AggregateSplit? aggregation = null)
    {
        _operator = op;
        _inputs = inputs;
        List<Schema?> shaped = [.. inputs.Select((s, i) => i == 0 && aggregation?.Before is { } before ? before.Output : s)];
        Scope = new BindScope("x", [.. shaped.Select((s, i) => new BoundInput(roles?[i] ?? (i == 0 ? "in" : $"in{i}"), s))], key ?? [], latenessNs,
            (option, code, message, help) => Problems.Add($"{code}: {(option is null ? "" : $"option '{option}': ")}{message}{(help is null ? "" : $" ({help})")}"))
        {
            Aggregates = aggregation?.Calls ?? [],
            Before = aggregation?.Before,
        };
        Shapes = op.Bind(Scope);
        if (aggregation?.Before is { } step && !Scope.RunsBefore)
        {
            _before = new FusedProgram(inputs[0]!, [step], null, Pool, Symbols);
        }
        else
        {
            shaped = [.. inputs];
        }

        _keys = new KeyTable(key ?? [], shaped);
        _ports = new PortWriter?[Shapes.Count];
        _dead = new[] { "error", "late", "rejected" }.ToDictionary(p => p, _ => new PortWriter(Schemas.Dead, null, Symbols, Pool), StringComparer.Ordinal);
        if (Problems.Count > 0)
        {
            return;
        }

        _out = [.. Shapes.Select(_ => new List<Dictionary<string, object?>>())];
        foreach (var port in _dead.Keys)
        {
            _deadOut[port] = [];
        }

        for (var i = 0; i < Shapes.Count; i++)
        {
            if (Shapes[i].Appends)
            {
                _appender = new Appender(inputs[0]!, Shapes[i].Schema, needed, Pool, batch => Collect(batch, _out[0]));
            }
            else
            {
                _ports[i] = new PortWriter(Shapes[i].Schema, needed, Symbols, Pool, unread?.Contains(i) != true);
            }
        }

        _output = new Output(_ports, [.. _out.Select(rows => (Action<Batch>)(batch => Collect(batch, rows)))], _appender, new DeadRows("x", "test.yaml:1:1", stopOnError ? [] : _dead, new HashSet<string>()), Counters);
        op.Open(new OperatorContext("x", shaped, _output, _keys, Symbols, Pool));
    }

    /// <summary>What binding reported, as <c>CODE: option 'x': message (help)</c>.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The scope the operator was bound in; tells which columns it reads.</summary>
    public BindScope Scope { get; }

    /// <summary>What comes out of each port.</summary>
    public IReadOnlyList<PortShape> Shapes { get; }

    /// <summary>Rows by fate.</summary>
    public NodeCounters Counters { get; } = new();

    /// <summary>The run's dictionaries.</summary>
    public SymbolTables Symbols { get; } = new();

    /// <summary>The run's arrays, overwritten on return.</summary>
    public BufferPool Pool { get; } = new(overwrite: true);

    /// <summary>The operator's earliest timer.</summary>
    public long NextTimer => _operator.NextTimer;

    /// <summary>Rows that came out of a port so far.</summary>
    public IReadOnlyList<Dictionary<string, object?>> Port(int port = 0) => _out[port];

    /// <summary>One column of the rows that came out of a port.</summary>
    public IReadOnlyList<object?> Column(string column, int port = 0) => [.. _out[port].Select(row => row[column])];

    /// <summary>Rows of <c>error</c>, <c>late</c> or <c>rejected</c>.</summary>
    public IReadOnlyList<Dictionary<string, object?>> Dead(string port = "error") => _deadOut[port];

    /// <summary>A batch of a schema; a column a row does not name is null.</summary>
    public Batch Batch(Schema schema, params IReadOnlyList<Dictionary<string, object?>> rows)
    {
        var writer = new PortWriter(schema, null, Symbols, Pool);
        foreach (var row in rows)
        {
            foreach (var (name, value) in row)
            {
                if (name != "at" || schema.Has("at"))
                {
                    writer.Builder(name)!.AppendObject(value);
                }
            }

            _at = row.TryGetValue("at", out var at) ? (long)at! : Math.Max(_at, row.TryGetValue("ts", out var ts) ? (long)ts! : _at);
            writer.Commit(_at);
        }

        return writer.Take(_at, 0);
    }

    /// <summary>Hands over rows of an input.</summary>
    public OperatorDrive Push(int input, params IReadOnlyList<Dictionary<string, object?>> rows)
    {
        using var batch = Batch(_inputs[input]!, rows);
        return Push(batch, input);
    }

    /// <summary>Hands over rows of an input in batches of at most <paramref name="cut"/>.</summary>
    public OperatorDrive PushCut(int input, int cut, params IReadOnlyList<Dictionary<string, object?>> rows)
    {
        for (var start = 0; start < rows.Count; start += cut)
        {
            Push(input, [.. rows.Skip(start).Take(cut)]);
        }

        return this;
    }

    /// <summary>Hands over a batch; it stays the caller's.</summary>
    public OperatorDrive Push(Batch batch, int input = 0)
    {
        if (input > 0 || _before is null)
        {
            return Take(batch, input);
        }

        var counts = new StepCounts[1];
        using var shaped = _before.Run(batch, counts, []);
        Counters.In += counts[0].Failed;
        Counters.Error += counts[0].Failed;
        return shaped is null ? AdvanceTo(batch.Frontier) : Take(shaped, input);
    }

    /// <summary>Hands over rows of both inputs of an <see cref="IPairOperator"/> in one call; they stay the caller's. False when it took none.</summary>
    public bool TryPushBoth(Rows first, Rows second)
    {
        if (!((IPairOperator)_operator).TryProcess(first, second, _output!))
        {
            return false;
        }

        Counters.In += first.Count + second.Count;
        Collect();
        return true;
    }

    private OperatorDrive Take(Batch batch, int input)
    {
        for (var start = 0; start < batch.Count;)
        {
            AdvanceTo(batch.At(start));
            var count = 1;
            while (start + count < batch.Count && batch.At(start + count) <= _operator.NextTimer)
            {
                count++;
            }

            var took = _operator.Process(input, new Rows(batch, start, count), _output!);
            Promise.Keep(took >= 1 && took <= count, $"took {took} of {count} rows");
            Counters.In += took;
            start += took;
            Collect();
        }

        AdvanceTo(batch.Frontier);
        return this;
    }

    /// <summary>Moves the frontier: fires the timers before it.</summary>
    public OperatorDrive AdvanceTo(long frontier)
    {
        while (_operator.NextTimer < frontier)
        {
            var due = _operator.NextTimer;
            _operator.Advance(due, _output!);
            Promise.Keep(_operator.NextTimer > due, "a timer that fired is not gone");
            Collect();
        }

        return this;
    }

    /// <summary>The input has ended: all timers fire, those for <see cref="StreamTime.End"/> last.</summary>
    public OperatorDrive End()
    {
        AdvanceTo(_at == StreamTime.Start ? _at : _at + 1);
        _operator.End();
        return AdvanceTo(StreamTime.Never);
    }

    /// <summary>Keys and state.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        var writer = new StateWriter(bytes);
        _keys.Save(writer);
        _operator.Save(writer);
        return bytes.ToArray();
    }

    /// <summary>Takes over keys and state.</summary>
    public OperatorDrive Load(byte[] state)
    {
        using var bytes = new MemoryStream(state);
        var reader = new StateReader(bytes);
        _keys.Load(reader);
        _operator.Load(reader);
        return this;
    }

    private void Collect()
    {
        _appender?.Flush();
        _operator.Flush(_output!);
        for (var i = 0; i < _ports.Length; i++)
        {
            if (_ports[i] is { } port)
            {
                Collect(port.Take(StreamTime.Start, 0), _out[i]);
            }
        }

        foreach (var (name, writer) in _dead)
        {
            Collect(writer.Take(StreamTime.Start, 0), _deadOut[name]);
        }

        Promise.Keep(Counters.Balanced, "in is not used + filtered + late + rejected + error + pending: a row has no fate, or two");
    }

    private static void Collect(Batch batch, List<Dictionary<string, object?>> to)
    {
        using (batch)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var row = new Dictionary<string, object?>(StringComparer.Ordinal);
                for (var c = 0; c < batch.Schema.Fields.Count; c++)
                {
                    if (batch.Find(c) is { } column)
                    {
                        row[batch.Schema[c].Name] = column.Value(batch.Row(i));
                    }
                }

                row["at"] = batch.At(i);
                to.Add(row);
            }
        }
    }
}
