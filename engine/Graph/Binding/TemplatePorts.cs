using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>Reads what a template takes and gives: the keys <c>inputs</c> and <c>outputs</c>.</summary>
internal static class TemplatePorts
{
    /// <summary>The inputs: <c>name: trade/1</c>, <c>name: { schema: trade/1 }</c> or <c>name: { columns: { price: float64 } }</c>.</summary>
    public static IReadOnlyList<TemplateInput> Inputs(TopSpec top, Problems problems)
    {
        var inputs = new List<TemplateInput>();
        foreach (var entry in top.Inputs?.Entries.Where(e => !e.Value.IsBroken) ?? [])
        {
            if (CheckName(entry, top, problems) && Schema(entry, problems) is { } schema)
            {
                inputs.Add(new TemplateInput(entry.Key, schema));
            }
        }

        return inputs;
    }

    /// <summary>The outputs: <c>outputs: node</c>, or <c>outputs: { out: node, late: node.port }</c>.</summary>
    public static IReadOnlyDictionary<string, TemplateOutput> Outputs(TopSpec top, Problems problems)
    {
        var outputs = new Dictionary<string, TemplateOutput>(StringComparer.Ordinal);
        if (top.Outputs is not { } written)
        {
            return outputs;
        }

        if (written.Value is YamlScalar { IsNull: false } main)
        {
            outputs.Add(TemplateOutput.Main, new TemplateOutput(TemplateOutput.Main, InputRef.Parse(null, main)));
            return outputs;
        }

        if (written.Value is not YamlMap map)
        {
            problems.Add(GraphCodes.WrongShape, written.Value.Span, null, $"'outputs' is a node or a map from name to node, this is {(written.Value.IsNull ? "nothing" : written.Value.Shown)}", "write outputs: { out: node }");
            return outputs;
        }

        foreach (var entry in map.Entries.Where(e => !e.Value.IsBroken))
        {
            if (!PipelineNames.IsNode(entry.Name))
            {
                problems.Add(GraphCodes.BadName, entry.Key.Span, null, $"{ProblemText.Quote(entry.Name)} cannot name an output; a name has lower-case letters, digits and '_' and starts with a letter");
            }
            else if (entry.Value is YamlScalar { IsNull: false } node)
            {
                outputs.Add(entry.Name, new TemplateOutput(entry.Name, InputRef.Parse(null, node)));
            }
            else
            {
                problems.Add(GraphCodes.WrongShape, entry.Value.Span, null, $"output '{entry.Name}' is a node or node.port, this is {(entry.Value.IsNull ? "nothing" : entry.Value.Shown)}");
            }
        }

        return outputs;
    }

    private static bool CheckName(YamlEntry entry, TopSpec top, Problems problems)
    {
        if (!PipelineNames.IsNode(entry.Name))
        {
            problems.Add(GraphCodes.BadName, entry.Key.Span, null, $"{ProblemText.Quote(entry.Name)} cannot name an input; a name has lower-case letters, digits and '_' and starts with a letter");
            return false;
        }

        if (top.Nodes.FirstOrDefault(n => n.Name == entry.Name) is { } node)
        {
            problems.Add(GraphCodes.InputIsNode, entry.Key.Span, null, $"input '{entry.Name}' has the name of a node (line {node.Key.Span.Line})", "give one of them another name");
            return false;
        }

        return true;
    }

    private static Schema? Schema(YamlEntry entry, Problems problems)
    {
        if (entry.Value is YamlScalar { IsNull: false } name)
        {
            return Named(entry.Name, name, problems);
        }

        if (entry.Value is YamlMap map)
        {
            foreach (var odd in map.Entries.Where(e => e.Name is not ("schema" or "columns" or "doc")))
            {
                problems.Add(GraphCodes.WrongShape, odd.Key.Span, null, $"input '{entry.Name}': unknown key '{odd.Name}'; an input has schema or columns, and doc", Nearest.Question(odd.Name, ["schema", "columns", "doc"]));
            }

            if (map.TryGet("schema", out var schema) && schema.Value is YamlScalar { IsNull: false } text)
            {
                return Named(entry.Name, text, problems);
            }

            if (map.TryGet("columns", out var columns) && columns.Value is YamlMap written)
            {
                return Columns(entry.Name, written, problems);
            }
        }

        problems.Add(GraphCodes.WrongShape, entry.Value.Span, null, $"input '{entry.Name}' must say which rows it takes", "write { schema: trade/1 } or { columns: { ts: timestamp, price: float64 } }");
        return null;
    }

    private static Schema? Named(string input, YamlScalar name, Problems problems)
    {
        if (Schemas.Find(name.Value) is { } schema)
        {
            return schema;
        }

        var names = Schemas.All.Select(s => s.Name!).ToList();
        problems.Add(GraphCodes.UnknownSchema, name.Span, null, $"input '{input}': there is no schema {name.Shown}; there are: {string.Join(", ", names)}", Nearest.Question(name.Value, names) ?? "list the columns: { columns: { ts: timestamp, … } }");
        return null;
    }

    private static Schema? Columns(string input, YamlMap columns, Problems problems)
    {
        var fields = new List<Field>();
        foreach (var column in columns.Entries.Where(c => !c.Value.IsBroken))
        {
            var text = column.Value is YamlScalar { IsNull: false } scalar ? scalar.Value.TrimEnd('?') : "";
            if (ColumnType.TryParse(text, out var type))
            {
                fields.Add(new Field(column.Name, type, Nullable: ((YamlScalar)column.Value).Value.EndsWith('?')));
            }
            else
            {
                problems.Add(GraphCodes.UnknownSchema, column.Value.Span, null, $"input '{input}': column '{column.Name}' is {column.Value.Shown}, which is no column type", "write a type such as float64, timestamp or symbol, with '?' behind it where a value may be missing");
            }
        }

        if (fields.TrueForAll(f => f.Name != "ts"))
        {
            fields.Insert(0, new Field("ts", ColumnType.Timestamp));
        }

        return new Schema(null, fields);
    }
}
