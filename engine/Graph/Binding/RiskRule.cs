using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Every path from a model to an execution sink crosses a risk gate (DESIGN § 3 rule 8).</summary>
internal sealed class RiskRule(Problems problems)
{
    /// <summary>Reports each execution sink that a model reaches unchecked, with the path.</summary>
    public void Check(IReadOnlyList<BoundNode> nodes, IReadOnlyList<NodeSpec> specs)
    {
        foreach (var sink in nodes.Where(n => n.Verb?.Duty == OperatorDuty.Execution))
        {
            if (PathFromModel(sink) is { } path)
            {
                var spec = specs.FirstOrDefault(s => s.Name == sink.Name);
                using var within = problems.Within(spec?.Scope.UsedAt ?? []);
                var place = spec is not null && spec.Attributes.TryGetValue("from", out var from) ? from.Value.Span : sink.Span;
                problems.Add(GraphCodes.NoRiskGate, place, sink.Name, $"{sink.Name}: a model's answers become orders without a risk gate: {string.Join(" → ", path.Select(n => n.Name))}", "put a risk gate on the way");
            }
        }
    }

    /// <summary>The shortest way from a model to a node that crosses no gate, model first.</summary>
    private static List<BoundNode>? PathFromModel(BoundNode sink)
    {
        var behind = new Dictionary<BoundNode, BoundNode?> { [sink] = null };
        var queue = new Queue<BoundNode>([sink]);
        while (queue.TryDequeue(out var node))
        {
            if (node.Verb?.Duty == OperatorDuty.Model)
            {
                var path = new List<BoundNode>();
                for (var at = node; at is not null; at = behind[at])
                {
                    path.Add(at);
                }

                return path;
            }

            foreach (var input in node.Inputs.SelectMany(r => r.Ports).Select(p => p.Node).Where(n => n.Verb?.Duty != OperatorDuty.RiskGate))
            {
                if (behind.TryAdd(input, node))
                {
                    queue.Enqueue(input);
                }
            }
        }

        return null;
    }
}
