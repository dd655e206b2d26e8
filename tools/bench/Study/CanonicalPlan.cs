using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using StreamEngine.Config;
using StreamEngine.Expressions;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study;

/// <summary>
/// Everything a pipeline means, as one text that does not depend on the order of its nodes: per node verb, options, inputs, key, steps, ports and schemas; then stages, columns
/// computed, boundaries and segments of its plan. Two files with one text run alike.
/// </summary>
internal static class CanonicalPlan
{
    /// <summary>The text.</summary>
    public static string Of(BoundPipeline pipeline)
    {
        var plan = Planner.Make(pipeline);
        var lines = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{pipeline.Name} lateness {pipeline.LatenessNs} clock {pipeline.Clock}") };
        lines.AddRange(pipeline.Nodes.Select(Node).Order(StringComparer.Ordinal));
        lines.AddRange(plan.Stages.Select(Stage).Order(StringComparer.Ordinal));
        lines.AddRange(plan.Boundaries.Select(b => $"boundary {b.From.Node.Name} {b.From.Port} to {Sorted(b.From.Readers.Where(r => r.Boundary == b).Select(r => r.Node.Name))} {b.Limit}").Order(StringComparer.Ordinal));
        lines.AddRange(plan.Stages.GroupBy(s => s.Segment).Select(g => "segment " + Sorted(g.Select(StageName))).Order(StringComparer.Ordinal));
        lines.AddRange(plan.Sources.Select(s => $"source {s.Key.Name} {string.Join(" | ", s.Value.Select(Columns))}").Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    }

    private static string Node(BoundNode node)
    {
        var text = new StringBuilder($"node {node.Name} verb {node.Verb?.Name} {node.Verb?.Kind}");
        text.Append(" options ").Append(Value(node.Options));
        text.Append(" inputs ").AppendJoin(' ', node.Inputs.Select(r => $"{r.Role}=[{string.Join(", ", r.Ports)}]:{r.Schema}"));
        text.Append(" key ").AppendJoin(',', node.Key).Append(" where ").Append(Value(node.Where?.Condition)).Append(" select ").Append(Value(node.Select?.Columns));
        text.Append(" ports ").AppendJoin(" | ", node.Ports).Append(" drop ").Append(Sorted(node.Drop));
        text.Append(CultureInfo.InvariantCulture, $" batch {node.BatchMax} buffer {node.Buffer} stops {node.StopsOnError} reads {string.Join(" | ", node.Reads.Select(Sorted))}");
        return text.ToString();
    }

    private static string Stage(PlanStage stage) =>
        $"{StageName(stage)} reads {string.Join(" | ", stage.Inputs.Select(i => i.Node.Name + Columns(i)))} gives {string.Join(" | ", stage.Outputs.Select(Columns))}";

    private static string StageName(PlanStage stage) => $"stage {stage.Kind} {string.Join('+', stage.Nodes.Select(n => n.Name))}";

    private static string Columns(PlanStream stream) => $"({string.Join(' ', stream.Needed)})";

    private static string Sorted(IEnumerable<string> texts) => string.Join(' ', texts.Order(StringComparer.Ordinal));

    private static string Value(object? value)
    {
        switch (value)
        {
            case null:
                return "~";
            case string text:
                return $"'{text}'";
            case DefinedExpression defined:
                return "defined " + defined.Name;
            case ITuple tuple:
                return $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Value(tuple[i])))})";
            case IEnumerable many:
                return $"[{string.Join(", ", many.Cast<object?>().Select(Value))}]";
            case IFormattable number:
                return number.ToString(null, CultureInfo.InvariantCulture);
            case Secret:
                return "secret";
        }

        var type = value.GetType();
        if (type.Namespace?.StartsWith("StreamEngine", StringComparison.Ordinal) != true || value is Data.ColumnType or Data.Field or Duration)
        {
            return value.ToString()!;
        }

        var properties = type.GetProperties().Where(p => p.PropertyType != typeof(Span) && p.GetIndexParameters().Length == 0);
        return $"{type.Name}({string.Join(", ", properties.Select(p => $"{p.Name}={Value(p.GetValue(value))}"))})";
    }
}
