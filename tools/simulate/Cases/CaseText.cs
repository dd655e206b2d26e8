using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StreamEngine.Simulation.Cases;

/// <summary>A case as a user would write it: a pipeline file, and rows as JSON Lines.</summary>
internal static class CaseText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The pipeline file.</summary>
    public static string Yaml(SimCase @case)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"version: 1\npipeline: simulated\ntime: {{ lateness: {@case.LatenessNs}ns }}\nnodes:\n");
        foreach (var source in @case.Sources)
        {
            var columns = string.Join(", ", source.Columns.Select(c => $"{c.Name}: \"{c.TypeText}\""));
            text.Append(CultureInfo.InvariantCulture, $"  {source.Name}: {{ jsonl_file: {{ path: {source.Name}.jsonl, columns: {{ {columns} }} }} }}\n");
        }

        foreach (var node in @case.Nodes)
        {
            Node(text, node);
        }

        for (var i = 0; i < @case.Collected.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  out_{i}: {{ from: {@case.Collected[i]}, jsonl_file: out/{@case.Collected[i]}.jsonl }}\n");
        }

        return text.Append("dead_letters: { jsonl_file: out/dead.jsonl }\n").ToString();
    }

    /// <summary>The rows of a source, a line each.</summary>
    public static string Lines(SimSource source)
    {
        var text = new StringBuilder();
        foreach (var row in source.Rows)
        {
            text.Append(JsonSerializer.Serialize(source.Columns.Where(c => row[c.Name] is not null).ToDictionary(c => c.Name, c => row[c.Name]), Plain)).Append('\n');
        }

        return text.ToString();
    }

    private static void Node(StringBuilder text, SimNode node)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {node.Name}:\n    from: {From(node.Inputs)}\n");
        if (node.Key.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    key: [{string.Join(", ", node.Key)}]\n");
        }

        if (node.Parallel is { } parallel)
        {
            text.Append(CultureInfo.InvariantCulture, $"    parallel: {parallel}\n");
        }

        if (node.Buffer is { } buffer)
        {
            text.Append(CultureInfo.InvariantCulture, $"    buffer: {{ rows: {buffer} }}\n");
        }

        if (node.Where is { } where)
        {
            text.Append(CultureInfo.InvariantCulture, $"    where: \"{where.Text}\"\n");
        }

        if (node.Verb is { } verb)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {verb.Name}: {verb.Options}\n");
        }

        var lines = node.Verb?.SelectLines is { Count: > 0 } aggregates ? aggregates
            : node.Select is { } select ? [.. select.KeepsAll ? ["*"] : (string[])[], .. select.Lines.Select(l => $"{l.Name} = {l.Value.Text}")]
            : (IReadOnlyList<string>)[];
        if (lines.Count > 0)
        {
            text.Append("    select: |\n");
            foreach (var line in lines)
            {
                text.Append("      ").Append(line).Append('\n');
            }
        }
    }

    private static string From(IReadOnlyList<SimInput> inputs)
    {
        if (inputs is [{ Role: "" } only])
        {
            return List(only);
        }

        return $"{{ {string.Join(", ", inputs.Select(i => $"{i.Role}: {List(i)}"))} }}";
    }

    private static string List(SimInput input) => input.Ports is [var port] ? port : $"[{string.Join(", ", input.Ports)}]";
}
