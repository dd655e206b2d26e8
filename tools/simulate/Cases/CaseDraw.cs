using System.Globalization;
using StreamEngine.Simulation.Expressions;
using StreamEngine.Simulation.Reference;
using StreamEngine.Simulation.Verbs;

namespace StreamEngine.Simulation.Cases;

/// <summary>Draws a case from a seed: sources, a graph, and how it is run.</summary>
internal sealed class CaseDraw
{
    private static readonly long[] Lateness = [0, 0, RowDraw.Step, 5 * RowDraw.Step, 250_000_000, 3_000_000_000];

    private readonly Random _random;
    private readonly ExprDraw _expressions;
    private readonly VerbDraw _verbs;
    private readonly RowDraw _rows;
    private readonly List<SimSource> _sources = [];
    private readonly List<SimNode> _nodes = [];
    private readonly List<SimPort> _ports = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private bool _hasLoop;

    private CaseDraw(int seed, IReadOnlySet<string> verbs)
    {
        _random = new Random(seed);
        _expressions = new ExprDraw(_random);
        _verbs = new VerbDraw(_random, verbs);
        _rows = new RowDraw(_random);
    }

    /// <summary>The case of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="verbs">Verbs the engine has.</param>
    public static SimCase Draw(int seed, IReadOnlySet<string> verbs) => new CaseDraw(seed, verbs).Make(seed);

    private SimCase Make(int seed)
    {
        var sources = 1 + _random.Next(3);
        for (var i = 0; i < sources; i++)
        {
            var columns = _random.Next(3) == 0 ? RowDraw.Quotes : RowDraw.Trades;
            var source = _rows.Source(Name("s", i), columns);
            _sources.Add(source);
            _ports.Add(new SimPort(source.Name, columns));
        }

        var nodes = 2 + _random.Next(9);
        for (var tries = 0; _nodes.Count < nodes && tries < 60; tries++)
        {
            if (_random.Next(14) == 0)
            {
                Loop();
            }
            else if (Node() is { } node && Interpreter.Columns(node, port => _ports.Find(p => p.Ref == port)?.Columns) is { } columns)
            {
                Add(node, columns);
            }
        }

        var collected = _ports.Where(p => p.Ref.Contains('.', StringComparison.Ordinal) || !_read.Contains(p.Ref) || _random.Next(5) == 0 || _nodes.Exists(n => n.Name == p.Ref && n.Select is not null)).Select(p => p.Ref).ToList(); // a column nobody reads cannot fail
        return new SimCase(seed, Lateness[_random.Next(Lateness.Length)], _sources, _nodes, collected, Schedule());
    }

    private void Add(SimNode node, IReadOnlyList<SimColumn> columns, IReadOnlyList<SimColumn>? main = null)
    {
        _nodes.Add(node);
        if (node.Verb?.HasMain != false)
        {
            _ports.Add(new SimPort(node.Name, columns));
        }

        foreach (var port in node.Verb?.Ports.Where(p => p.Length > 0) ?? [])
        {
            var inputs = main is not null ? [main] : node.Verb!.Roles.Select(r => _ports.First(p => p.Ref == node.Inputs.First(i => i.Role == r).Ports[0]).Columns).ToList();
            _ports.Add(new SimPort($"{node.Name}.{port}", port is "late" or "rejected" ? Interpreter.DeadColumns : node.Verb!.PortColumns(port, inputs, node.Key)));
        }

        foreach (var port in node.Inputs.SelectMany(i => i.Ports))
        {
            _read.Add(port);
        }
    }

    private static bool IsPlain(SimPort port) => port.Columns != Interpreter.DeadColumns && port.Columns != Interpreter.AnswerColumns; // not all columns of the others are compared

    private void Loop()
    {
        if (_hasLoop || Pick(_ports) is not { } from || !IsPlain(from) || _verbs.Loop(from) is not var (gate, call))
        {
            return;
        }

        _hasLoop = true;
        var isLonger = Draw(2);
        var name = Name("n", _nodes.Count);
        var between = Name("n", _nodes.Count + 1);
        var last = Name("n", _nodes.Count + (isLonger ? 2 : 1));
        gate = gate with { Name = name, Inputs = Draw(2) ? [.. gate.Inputs, new SimInput("fills", [$"{last}.{Interpreter.AnswerPort}"])] : [new SimInput("fills", [$"{last}.{Interpreter.AnswerPort}"]), .. gate.Inputs] };
        var columns = Interpreter.Columns(gate, port => port.StartsWith(last, StringComparison.Ordinal) ? Interpreter.AnswerColumns : _ports.Find(p => p.Ref == port)?.Columns)!;
        Add(gate, columns, from.Columns);
        if (isLonger)
        {
            var node = new SimNode(between) { Inputs = [new SimInput("", [name])], Where = _expressions.Condition(columns) };
            Add(node, Interpreter.Columns(node, port => _ports.Find(p => p.Ref == port)?.Columns)!);
        }

        Add(call with { Name = last, Inputs = [new SimInput("", [isLonger ? between : name])] }, columns);
    }

    private SimNode? Node()
    {
        var from = Pick(_ports);
        if (!IsPlain(from))
        {
            return null;
        }

        var node = _random.Next(10) switch
        {
            0 => Merge(from),
            1 or 2 => Plain(from),
            _ => _verbs.Draw(from, _ports.FindAll(IsPlain)),
        };
        if (node is null)
        {
            return null;
        }

        var main = _ports.Find(p => p.Ref == node.Inputs.First(i => i.Role == (node.Verb?.Roles[node.Verb.Main] ?? "")).Ports[0])!;
        return node with
        {
            Where = node.Where ?? (node.Verb is { TakesWhere: true } && Draw(4) ? _expressions.Condition(main.Columns) : null),
            Buffer = Draw(3) ? Pick([1, 1, 2, 7, 50]) : null,
            Parallel = node.Key.Count > 0 && node.Verb is { MayBeParallel: true } && Draw(4) ? 2 + _random.Next(3) : null,
        } with
        {
            Name = Name("n", _nodes.Count),
        };
    }

    private SimNode? Plain(SimPort from)
    {
        var where = Draw(3) ? null : _expressions.Condition(from.Columns);
        var lines = new List<(string, SimExpr)>();
        for (var i = _random.Next(where is null ? 1 : 0, 4); i > 0; i--)
        {
            if (_expressions.Number(from.Columns) is { } value)
            {
                lines.Add((Name("x", (_nodes.Count * 4) + i), value));
            }
        }

        var keepsAll = Draw(2);
        if (!keepsAll && lines.Count > 0)
        {
            lines.AddRange(from.Columns.Where(c => c.Name is "ts" or "k" || Draw(2)).Select(c => (c.Name, (SimExpr)new SimExpr.Column(c.Name, c.Type))));
        }

        return where is null && lines.Count == 0 ? null : new SimNode("")
        {
            Inputs = [new SimInput("", [from.Ref])],
            Where = where,
            Select = lines.Count > 0 ? new SimSelect(keepsAll, lines) : null,
        };
    }

    private SimNode? Merge(SimPort from)
    {
        var alike = _ports.FindAll(p => p.Columns.SequenceEqual(from.Columns));
        var chosen = alike.Where(_ => Draw(2)).Append(from).Select(p => p.Ref).Distinct().OrderBy(_ => _random.Next()).ToList();
        return chosen.Count < 2 ? null : new SimNode("") { Inputs = [new SimInput("", chosen)] };
    }

    private SimSchedule Schedule()
    {
        var times = _sources.SelectMany(s => s.Rows).Select(r => r.At).Order().ToList();
        long? saveAt = times.Count > 0 && Draw(2) ? times[_random.Next(times.Count)] + Pick([0, 0, 1, RowDraw.Step, -1]) : null;
        return new SimSchedule(_random.Next(), Pick([1, 2, 3, 7, 1024]), Pick([0, 10, 50]), Pick([0, 20, 60]), saveAt);
    }

    private bool Draw(int outOf) => _random.Next(outOf) == 0;

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private static string Name(string stem, int number) => string.Create(CultureInfo.InvariantCulture, $"{stem}{number}");
}
