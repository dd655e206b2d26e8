using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Sorts nodes by <c>from</c>, inputs first, file order within; reports cycles.</summary>
internal static class NodeOrder
{
    /// <summary>The nodes that are on no cycle, in order.</summary>
    public static List<NodeSpec> Sort(IReadOnlyList<NodeSpec> nodes, Problems problems)
    {
        var byName = nodes.ToDictionary(n => n.Name, StringComparer.Ordinal);
        var waiting = nodes.ToDictionary(n => n, n => Inputs(n, byName).ToHashSet());
        var readers = nodes.ToDictionary(n => n, _ => new List<NodeSpec>());
        var place = nodes.Select((node, i) => (node, i)).ToDictionary(n => n.node, n => n.i);
        foreach (var node in nodes)
        {
            foreach (var input in waiting[node])
            {
                readers[input].Add(node);
            }
        }

        var ready = new PriorityQueue<NodeSpec, int>(nodes.Where(n => waiting[n].Count == 0).Select(n => (n, place[n])));
        var sorted = new List<NodeSpec>();
        while (ready.TryDequeue(out var next, out _))
        {
            waiting.Remove(next);
            sorted.Add(next);
            foreach (var reader in readers[next].Where(r => waiting[r].Remove(next) && waiting[r].Count == 0))
            {
                ready.Enqueue(reader, place[reader]);
            }
        }

        ReportCycles(nodes, waiting, problems);
        return sorted;
    }

    private static void ReportCycles(IReadOnlyList<NodeSpec> nodes, Dictionary<NodeSpec, HashSet<NodeSpec>> waiting, Problems problems)
    {
        var reported = new HashSet<NodeSpec>();
        foreach (var node in nodes.Where(waiting.ContainsKey))
        {
            var path = new List<NodeSpec>();
            for (var at = node; !path.Contains(at); at = waiting[at].OrderBy(n => n.Name, StringComparer.Ordinal).First())
            {
                path.Add(at);
                if (reported.Contains(at))
                {
                    path.Clear();
                    break;
                }
            }

            if (path.Count == 0)
            {
                continue;
            }

            var back = waiting[path[^1]].OrderBy(n => n.Name, StringComparer.Ordinal).First();
            var cycle = FromFirst([.. path.SkipWhile(n => n != back).Reverse()], nodes);
            reported.UnionWith(path);
            var place = cycle[0].From!.First(r => r.Node == cycle[^1].Name).Scalar.Span;
            problems.Add(GraphCodes.Cycle, place, cycle[0].Name, $"{cycle[0].Name}: rows would run in a circle: {string.Join(" → ", cycle.Select(n => n.Name))} → {cycle[0].Name}", "break the circle");
        }
    }

    /// <summary>The cycle from its first node in the file on.</summary>
    private static List<NodeSpec> FromFirst(List<NodeSpec> cycle, IReadOnlyList<NodeSpec> nodes)
    {
        var first = cycle.IndexOf(nodes.First(cycle.Contains));
        return [.. cycle.Skip(first), .. cycle.Take(first)];
    }

    private static IEnumerable<NodeSpec> Inputs(NodeSpec node, Dictionary<string, NodeSpec> byName) =>
        (node.From ?? []).Select(r => byName.GetValueOrDefault(r.Node)).OfType<NodeSpec>();
}
