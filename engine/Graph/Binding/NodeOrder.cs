using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Sorts nodes by <c>from</c>, inputs first, file order within; reports cycles.</summary>
internal static class NodeOrder
{
    /// <summary>The nodes that are on no cycle and behind none, in order.</summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="isAnswer">Whether what is read there comes through an answer port, which orders nothing.</param>
    /// <param name="problems">Where cycles are reported.</param>
    public static List<NodeSpec> Sort(IReadOnlyList<NodeSpec> nodes, Func<InputRef, bool> isAnswer, Problems problems)
    {
        var byName = nodes.ToDictionary(n => n.Name, StringComparer.Ordinal);
        var inputs = nodes.Select(n => (n.From ?? []).Where(r => !isAnswer(r)).Select(r => byName.GetValueOrDefault(r.Node)).OfType<NodeSpec>().ToHashSet()).ToList();
        var places = nodes.Select((node, place) => (node, place)).ToDictionary(n => n.node, n => n.place);
        var waiting = inputs.ConvertAll(i => i.Count);
        var readers = nodes.Select(_ => new List<int>()).ToList();
        for (var i = 0; i < inputs.Count; i++)
        {
            foreach (var input in inputs[i])
            {
                readers[places[input]].Add(i);
            }
        }

        var ready = new PriorityQueue<int, int>(waiting.Select((count, i) => (i, count)).Where(n => n.count == 0).Select(n => (n.i, n.i)));
        var sorted = new List<NodeSpec>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            sorted.Add(nodes[next]);
            foreach (var reader in readers[next])
            {
                if (--waiting[reader] == 0)
                {
                    ready.Enqueue(reader, reader);
                }
            }
        }

        if (sorted.Count < nodes.Count)
        {
            var left = Enumerable.Range(0, nodes.Count).Where(i => waiting[i] > 0).ToDictionary(i => nodes[i], i => inputs[i].Where(input => waiting[places[input]] > 0).ToHashSet());
            ReportCycles(nodes, left, problems);
        }

        return sorted;
    }

    private static void ReportCycles(IReadOnlyList<NodeSpec> nodes, Dictionary<NodeSpec, HashSet<NodeSpec>> waiting, Problems problems)
    {
        var reported = new HashSet<NodeSpec>();
        foreach (var node in nodes.Where(waiting.ContainsKey))
        {
            var path = new List<NodeSpec>();
            for (var at = node; !path.Contains(at); at = First(waiting[at]))
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

            var back = First(waiting[path[^1]]);
            var cycle = FromFirst([.. path.SkipWhile(n => n != back).Reverse()], nodes);
            reported.UnionWith(path);
            using var within = problems.Within(cycle[0].Scope.UsedAt);
            var place = cycle[0].From!.First(r => r.Node == cycle[^1].Name).Scalar.Span;
            problems.Add(GraphCodes.Cycle, place, cycle[0].Name, $"{cycle[0].Name}: rows would run in a circle: {string.Join(" → ", cycle.Select(n => n.Name))} → {cycle[0].Name}", "break the circle, or close it through an answer port, such as the fills of an execution");
        }
    }

    private static NodeSpec First(HashSet<NodeSpec> nodes) => nodes.OrderBy(n => n.Name, StringComparer.Ordinal).First();

    /// <summary>The cycle from its first node in the file on.</summary>
    private static List<NodeSpec> FromFirst(List<NodeSpec> cycle, IReadOnlyList<NodeSpec> nodes)
    {
        var first = cycle.IndexOf(nodes.First(cycle.Contains));
        return [.. cycle.Skip(first), .. cycle.Take(first)];
    }
}
