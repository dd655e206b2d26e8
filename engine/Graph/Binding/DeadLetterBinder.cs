using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>Binds <c>dead_letters</c>: who reads the rows that failed, came late or were rejected and that no node reads.</summary>
internal sealed class DeadLetterBinder(PipelineBinder binder, BoundNodes nodes, OperatorRegistry registry)
{
    /// <summary>Failed, late and rejected rows nobody reads go to the dead letters; without those, late and rejected ones must be dropped by name.</summary>
    public void Catch(IReadOnlyList<NodeSpec> specs, IReadOnlyList<PortRef> outputs, YamlEntry? deadLetters, NodeScope scope)
    {
        var read = nodes.ByName.Values.SelectMany(n => n.Inputs).SelectMany(r => r.Ports).Concat(outputs).Select(p => (p.Node, p.Port)).ToHashSet();
        var open = new List<PortRef>();
        var byName = specs.ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (var node in specs.Select(s => nodes.ByName.GetValueOrDefault(s.Name)).OfType<BoundNode>().OrderBy(n => n.Name, StringComparer.Ordinal)) // by name: order in the file has no meaning
        {
            for (var i = 0; i < node.Ports.Count; i++)
            {
                var port = node.Ports[i];
                if (port.IsDead && !read.Contains((node, i)) && !node.Drop.Contains(port.Name) && !(port.Name == "error" && node.StopsOnError))
                {
                    open.Add(new PortRef(node, i));
                }
            }
        }

        if (deadLetters is not null)
        {
            Bind(deadLetters, scope, open);
            return;
        }

        foreach (var port in open.Where(p => p.Node.Ports[p.Port].Name != "error"))
        {
            var name = port.Node.Ports[port.Port].Name;
            var spec = byName[port.Node.Name];
            using var within = binder.Problems.Within(spec.Scope.UsedAt);
            binder.Report(spec, GraphCodes.Unread, port.Node.Span, $"its {name} rows have no reader and would vanish", $"read {spec.Key.Value}.{name}, declare dead_letters, or write drop: [{name}]");
        }
    }

    private void Bind(YamlEntry entry, NodeScope scope, List<PortRef> open)
    {
        var spec = new NodeReader(registry, [], binder.Problems).Read(entry, entry.Name, scope);
        spec.From ??= [];
        if (!spec.IsBroken && (spec.Verb is null || registry.Find(spec.Verb.Name, hasInputs: true) is not { Kind: OperatorKind.Sink }))
        {
            binder.Report(spec, GraphCodes.WrongShape, entry.Value.Span, "dead_letters is one sink", "write dead_letters: { arrow_file: { path: out/dead.arrow } }");
        }

        if (spec.IsBroken || open.Count == 0)
        {
            return;
        }

        var verb = registry.Find(spec.Verb!.Name, hasInputs: true)!;
        if (new NodeBinder(spec, verb, [new BoundRole("in", open, Schemas.Dead)], binder).Bind() is { } node)
        {
            nodes.ByName.Add(node.Name, node);
        }
    }
}
