using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;
using StreamEngine.Simulation.Running;
using StreamEngine.Simulation.Verbs;

namespace StreamEngine.Simulation.Shrinking;

/// <summary>Makes a failing case as small as it gets: fewer collected ports, nodes, attributes and rows, and a plainer schedule, as long as it still fails.</summary>
internal sealed class Shrinker
{
    private const int MostTries = 3000;
    private static readonly string[] Kinds = ["refused: ", "deadlock", "NodeFailedException", "Exception", "in ≠"];
    private readonly Simulator _simulator;
    private SimResult _best;
    private int _tries;

    private Shrinker(Simulator simulator, SimResult failed)
    {
        _simulator = simulator;
        _best = failed with { Case = failed.Case with { Expected = null } };
    }

    /// <summary>The smallest failing case that was found, at worst the one given.</summary>
    public static SimResult Shrink(Simulator simulator, SimResult failed)
    {
        var shrinker = new Shrinker(simulator, failed);
        shrinker.Shrink();
        return shrinker._best;
    }

    private void Shrink()
    {
        for (var before = -1; before != _tries && _tries < MostTries;)
        {
            before = _tries;
            var size = Size();
            TrySchedules();
            TryPorts();
            TryNodes();
            TryRows();
            if (Size() == size)
            {
                return;
            }
        }
    }

    private (int, int, int, int) Size() => (_best.Case.Nodes.Count, _best.Case.Rows, _best.Case.Collected.Count, CaseText.Yaml(_best.Case).Length + _best.Case.Schedule.ToString().Length);

    private void TrySchedules()
    {
        Try(c => c with { Schedule = c.Schedule with { SaveAt = null } });
        Try(c => c with { Schedule = c.Schedule with { StallPercent = 0 } });
        Try(c => c with { Schedule = c.Schedule with { PunctuationPercent = 0 } });
        Try(c => c with { Schedule = c.Schedule with { BatchMax = 1 } });
        Try(c => c with { LatenessNs = 0 });
    }

    private void TryPorts()
    {
        foreach (var port in _best.Case.Collected.ToList())
        {
            Try(c => Reached(c with { Collected = [port] }));
        }

        foreach (var port in _best.Case.Collected.ToList())
        {
            Try(c => c.Collected.Count > 1 ? Reached(c with { Collected = [.. c.Collected.Where(p => p != port)] }) : c);
        }
    }

    private void TryNodes()
    {
        foreach (var node in _best.Case.Nodes.Reverse().ToList())
        {
            foreach (var port in node.Inputs.SelectMany(i => i.Ports))
            {
                Try(c => Reached(Bypassed(c, node.Name, port)));
            }

            Try(c => Changed(c, node.Name, n => n with { Where = null }));
            Try(c => Changed(c, node.Name, n => n with { Select = null }));
            Try(c => Changed(c, node.Name, n => n with { Buffer = null }));
            Try(c => Changed(c, node.Name, n => n with { Parallel = null }));
            Try(c => Changed(c, node.Name, n => n with { Key = [] }));
            for (var line = 0; line < (node.Select?.Lines.Count ?? 0); line++)
            {
                Try(c => Changed(c, node.Name, n => n.Select is { } s && line < s.Lines.Count && s.Lines.Count > 1 ? n with { Select = s with { Lines = [.. s.Lines.Where((_, l) => l != line)] } } : n));
            }

            foreach (var (input, port) in node.Inputs.Where(i => i.Ports.Count > 1).SelectMany(i => i.Ports.Select(p => (i.Role, p))))
            {
                Try(c => Reached(Changed(c, node.Name, n => n with { Inputs = [.. n.Inputs.Select(i => i.Role == input && i.Ports.Count > 1 ? i with { Ports = [.. i.Ports.Where(p => p != port)] } : i)] })));
            }
        }
    }

    private void TryRows()
    {
        for (var s = 0; s < _best.Case.Sources.Count; s++)
        {
            for (var chunk = Math.Max(1, _best.Case.Sources[s].Rows.Count / 2); chunk >= 1; chunk /= 2)
            {
                for (var start = 0; s < _best.Case.Sources.Count && start < _best.Case.Sources[s].Rows.Count;)
                {
                    var (at, from, size) = (s, start, chunk);
                    if (!Try(c => c with { Sources = [.. c.Sources.Select((source, i) => i == at ? source with { Rows = [.. source.Rows.Where((_, r) => r < from || r >= from + size)] } : source)] }))
                    {
                        start += chunk;
                    }
                }
            }
        }
    }

    private bool Try(Func<SimCase, SimCase> change)
    {
        var changed = change(_best.Case) with { Expected = null };
        if (changed == _best.Case || ++_tries > MostTries || !Fits(changed))
        {
            return false;
        }

        var result = _simulator.Run(changed);
        if (result.Difference is null || KindOf(result) != KindOf(_best))
        {
            return false;
        }

        _best = result;
        return true;
    }

    private static string KindOf(SimResult result) =>
        Kinds.FirstOrDefault(kind => result.Difference?.Contains(kind, StringComparison.Ordinal) == true) ?? "";

    /// <summary>Whether every node still finds the columns it reads.</summary>
    private static bool Fits(SimCase @case)
    {
        var columns = @case.Sources.ToDictionary(s => s.Name, s => s.Columns);
        foreach (var answers in @case.Nodes.Where(n => n.Verb is CallVerb))
        {
            columns[$"{answers.Name}.{Interpreter.AnswerPort}"] = Interpreter.AnswerColumns;
        }
        foreach (var node in @case.Nodes)
        {
            if (Interpreter.Columns(node, port => columns.GetValueOrDefault(port) ?? (Dead(port) ? Interpreter.DeadColumns : null)) is not { } own)
            {
                return false;
            }

            columns[node.Name] = own;
            foreach (var port in node.Verb?.Ports.Where(p => p.Length > 0 && !Dead(p)) ?? [])
            {
                columns[$"{node.Name}.{port}"] = node.Verb!.PortColumns(port, [.. node.Verb.Roles.Select(r => columns[node.Inputs.First(i => i.Role == r).Ports[0]])], node.Key);
            }
        }

        return @case.Nodes.All(n => n.Select is null || @case.Collected.Contains(n.Name)) && @case.Collected.All(port => Dead(port) || columns.ContainsKey(port));
    }

    private static bool Dead(string port) => port.EndsWith("late", StringComparison.Ordinal) || port.EndsWith("rejected", StringComparison.Ordinal);

    /// <summary>Without the nodes and sources nothing collected comes from.</summary>
    private static SimCase Reached(SimCase @case)
    {
        var reached = @case.Collected.Select(NodeOf).ToHashSet(StringComparer.Ordinal);
        for (var before = 0; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(@case.Nodes.Where(n => reached.Contains(n.Name)).SelectMany(n => n.Inputs).SelectMany(i => i.Ports).Select(NodeOf).ToList());
        }

        return @case with { Nodes = [.. @case.Nodes.Where(n => reached.Contains(n.Name))], Sources = [.. @case.Sources.Where(s => reached.Contains(s.Name))] };
    }

    private static SimCase Bypassed(SimCase @case, string name, string instead)
    {
        string Other(string port) => NodeOf(port) == name ? instead : port;
        return @case with
        {
            Nodes = [.. @case.Nodes.Where(n => n.Name != name).Select(n => n with { Inputs = [.. n.Inputs.Select(i => i with { Ports = [.. i.Ports.Select(Other).Distinct()] })] })],
            Collected = [.. @case.Collected.Select(Other).Distinct()],
        };
    }

    private static SimCase Changed(SimCase @case, string name, Func<SimNode, SimNode> change) => @case with { Nodes = [.. @case.Nodes.Select(n => n.Name == name ? change(n) : n)] };

    private static string NodeOf(string port) => port.Contains('.', StringComparison.Ordinal) ? port[..port.IndexOf('.', StringComparison.Ordinal)] : port;
}
