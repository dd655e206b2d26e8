using System.Text;
using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>What an editor shows about a verb: summary, remarks, inputs, ports and an example, in Markdown.</summary>
internal static class VerbText
{
    public static string Of(OperatorDescription op)
    {
        var docs = XmlDocs.Of(op.Type.Assembly);
        var text = new StringBuilder(docs.Summary(op.Type));
        if (docs.Remarks(op.Type) is { Length: > 0 } remarks)
        {
            text.Append("\n\n").Append(remarks);
        }

        List(text, "Inputs", [.. op.Inputs.Select(i => (i.Role, i.Summary + (i.Optional ? " Optional." : ""))), .. Named("", op.NamedInputs?.Summary)]);
        List(text, "Ports", [.. Named(op.NamedPorts?.Option, op.NamedPorts?.Summary), .. op.Ports.Select(p => (p.Name.Length == 0 ? "main" : p.Name, p.Summary))]);
        if (op.Examples.Count > 0)
        {
            text.Append("\n\n```yaml\n").Append(op.Examples[0].ReplaceLineEndings("\n").Trim('\n')).Append("\n```");
        }

        return text.ToString();
    }

    /// <summary>Inputs or ports that the file names, to stand among those with names of their own.</summary>
    private static IEnumerable<(string Name, string Summary)> Named(string? option, string? summary) =>
        summary is null ? [] : [(string.IsNullOrEmpty(option) ? "any name" : $"any name in {option}", summary)];

    private static void List(StringBuilder text, string title, IEnumerable<(string Name, string Summary)> items)
    {
        var lines = items.Select(item => $"* `{item.Name}`: {item.Summary}").ToList();
        if (lines.Count > 0)
        {
            text.Append("\n\n").Append(title).Append(":\n\n").AppendJoin('\n', lines);
        }
    }
}
