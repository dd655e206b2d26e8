using StreamEngine.Config;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>What only the whole graph shows: loops, sources with nothing to follow, and latency budgets along no path.</summary>
internal sealed class PathChecks(PipelineBinder binder, BoundNodes nodes, IReadOnlyList<NodeSpec> specs)
{
    /// <summary>Checks a graph that will run under a clock.</summary>
    public void Check(RunClock clock)
    {
        CheckLoops();
        CheckFollowers(clock);
        CheckBudgets();
    }

    /// <summary>A source that follows the stream time of others has nothing to go by in a replay without any.</summary>
    private void CheckFollowers(RunClock clock)
    {
        var sources = nodes.ByName.Values.Where(n => n.IsSource && n.Instance is Source).ToList();
        if (clock == RunClock.Live || !sources.TrueForAll(n => n.Instance is Source { Follows: true }))
        {
            return;
        }

        foreach (var node in sources.Where(n => n.Instance is Source { EndsAlone: false }))
        {
            var spec = specs.First(s => s.Name == node.Name);
            binder.Report(spec, GraphCodes.NothingToFollow, spec.Verb!.Key.Span, $"'{node.Verb!.Name}' goes by the stream time of other sources under the clock replay, and there is none", "write count or until, or add a source");
        }
    }

    /// <summary>A latency budget from a node: rows must come from there.</summary>
    private void CheckBudgets()
    {
        foreach (var spec in specs.Where(s => nodes.ByName.GetValueOrDefault(s.Name)?.LatencyBudget?.From is not null))
        {
            var node = nodes.ByName[spec.Name];
            var place = spec.Attributes["latency_budget"].Value is YamlMap map && map.TryGet("from", out var from) ? from.Value.Span : spec.Key.Span;
            var shown = node.LatencyBudget!.From![spec.Scope.Prefix.Length..];
            if (!nodes.ByName.TryGetValue(node.LatencyBudget.From, out var start))
            {
                if (specs.Any(s => s.Name == node.LatencyBudget.From))
                {
                    continue; // it failed, which was reported
                }

                var names = nodes.ByName.Keys.Where(n => n.StartsWith(spec.Scope.Prefix, StringComparison.Ordinal)).Select(n => n[spec.Scope.Prefix.Length..]).ToList();
                binder.Report(spec, GraphCodes.UnknownNode, place, $"there is no node {ProblemText.Quote(shown)} for the latency budget", Nearest.Question(shown, names));
            }
            else if (ReferenceEquals(start, node) || !BoundNodes.Reaches(start, node))
            {
                binder.Report(spec, GraphCodes.NoPath, place, $"no rows go from '{shown}' to '{spec.Key.Value}', so no latency can be measured between them", "name a node in front, or leave 'from' out to measure from the source");
            }
        }
    }

    /// <summary>The nodes of a loop run in one segment, one thread at a time: no boundary and no workers among them.</summary>
    private void CheckLoops()
    {
        foreach (var answers in nodes.Answers.Values)
        {
            if (!nodes.ByName.TryGetValue(answers.AnswersOf!.Node, out var last))
            {
                continue;
            }

            foreach (var node in nodes.ByName.Values.Where(n => (ReferenceEquals(n, last) && n.Parallel > 1) || ((n.Buffer is not null || n.Parallel > 1) && BoundNodes.Reaches(answers, n) && BoundNodes.Reaches(n, last))))
            {
                var spec = specs.First(s => s.Name == node.Name);
                var attribute = spec.Attributes[node.Buffer is null ? "parallel" : "buffer"];
                binder.Report(spec, GraphCodes.CutLoop, attribute.Key.Span, $"'{attribute.Name}' cuts the loop that closes through '{answers.Name}'", "write it at a node outside the loop");
            }
        }
    }
}
