using System.Text;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Reference;

/// <summary>The operator reference in Markdown: a page for each verb, from its declaration, and an index by kind. Nothing on these pages is written by hand.</summary>
internal static class ReferencePage
{
    private const string Made = "<!-- Generated from the code by `./streamengine ops --write docs/operators`. -->\n\n";

    private static readonly (OperatorKind Kind, string Title)[] Kinds =
    [
        (OperatorKind.Source, "Sources"), (OperatorKind.Normalizer, "Normalizers"), (OperatorKind.Feature, "Features"), (OperatorKind.Window, "Windows"), (OperatorKind.Flow, "Flow"), (OperatorKind.Join, "Joins"), (OperatorKind.Model, "Models"), (OperatorKind.Sink, "Sinks"),
    ];

    /// <summary>All pages by file name, in ordinal order; <c>README.md</c> is the index.</summary>
    public static SortedDictionary<string, string> All(IReadOnlyList<OperatorDescription> operators)
    {
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = Index(operators) };
        foreach (var verb in operators.GroupBy(o => o.Name))
        {
            pages[FileOf(verb.Key)] = Page([.. verb]);
        }

        if (operators.Any(o => o.Name == "report"))
        {
            pages[ReportFieldsPage.File] = Made + ReportFieldsPage.Of(operators);
        }

        return pages;
    }

    private static string FileOf(string verb) => verb + ".md";

    private static string Index(IReadOnlyList<OperatorDescription> operators)
    {
        var text = new StringBuilder(Made).Append("# Operators\n");
        foreach (var (kind, title) in Kinds)
        {
            text.Append($"\n## {title}\n\n| operator | what it does |\n|---|---|\n");
            foreach (var op in operators.Where(o => o.Kind == kind))
            {
                text.Append($"| [{op.Name}]({FileOf(op.Name)}) | {Cell(OperatorText.Summary(op))} |\n");
            }
        }

        return text.Append("\nThe numbers of the market report: [field by field](report-fields.md). A new operator: [add an operator](../add-an-operator.md). The attributes of every node: [the language](../language.md#nodes).\n").ToString();
    }

    /// <summary>The page of a verb; a name that is a source and a sink has both on one page.</summary>
    private static string Page(IReadOnlyList<OperatorDescription> same)
    {
        var text = new StringBuilder(Made).Append($"# {same[0].Name}\n");
        foreach (var op in same)
        {
            text.Append($"\n{(same.Count > 1 ? $"## As a {OperatorText.Kind(op)}" : $"A {OperatorText.Kind(op)}.")}\n");
            Body(text, op, same.Count > 1 ? "###" : "##");
        }

        return text.Append("\n[All operators](README.md)\n").ToString();
    }

    private static void Body(StringBuilder text, OperatorDescription op, string heading)
    {
        var docs = XmlDocs.Of(op.Type.Assembly);
        text.Append('\n').Append(Prose(docs.Summary(op.Type))).Append('\n');
        var contract = OperatorContract.Of(op);
        if (contract.Prose.Length > 0)
        {
            text.Append('\n').Append(Prose(contract.Prose)).Append('\n');
        }

        Pairs(text, $"{heading} Inputs", "input", [.. op.Inputs.Select(i => ($"`{i.Role}`{(i.Optional ? ", optional" : "")}", i.Summary)), .. Named("any name", op.NamedInputs?.Summary)]);
        Pairs(text, $"{heading} Ports", "port", [.. Named($"any name in `{op.NamedPorts?.Option}`", op.NamedPorts?.Summary), .. op.Ports.Select(p => (p.Name.Length == 0 ? "main" : $"`{p.Name}`", p.Summary))]);
        Options(text, $"{heading} Options", OptionsDescription.Of(op.OptionsType));
        if (contract.EdgeCases.Length > 0)
        {
            text.Append($"\n{heading} Edge cases\n\n").Append(Prose(contract.EdgeCases)).Append('\n');
        }

        Contract(text, $"{heading} Contract", contract);
        text.Append($"\n{heading} Example{(op.Examples.Count > 1 ? "s" : "")}\n");
        foreach (var example in op.Examples)
        {
            text.Append("\n```yaml\n").Append(example.ReplaceLineEndings("\n").Trim('\n')).Append("\n```\n");
        }
    }

    private static IEnumerable<(string Name, string Meaning)> Named(string name, string? summary) => summary is null ? [] : [(name, summary)];

    private static void Contract(StringBuilder text, string title, OperatorContract contract)
    {
        if (contract.Lines.Count == 0)
        {
            return;
        }

        text.Append($"\n{title}\n\n| | |\n|---|---|\n");
        foreach (var (label, promise) in contract.Lines)
        {
            text.Append($"| {label} | {Cell(promise)} |\n");
        }
    }

    private static void Pairs(StringBuilder text, string title, string what, IReadOnlyList<(string Name, string Meaning)> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        text.Append($"\n{title}\n\n| {what} | rows |\n|---|---|\n");
        foreach (var (name, meaning) in pairs)
        {
            text.Append($"| {name} | {Cell(meaning)} |\n");
        }
    }

    private static void Options(StringBuilder text, string title, IReadOnlyList<OptionDescription> options, string bare = "behind the verb")
    {
        if (options.Count == 0)
        {
            return;
        }

        text.Append($"\n{title}\n\n| option | value | default | meaning |\n|---|---|---|---|\n");
        foreach (var option in options)
        {
            var standard = option.Required ? "required" : option.DefaultText is { Length: > 0 } value ? $"`{value}`" : "";
            text.Append($"| `{option.Name}` | {Cell(Value(option))} | {standard} | {Cell(option.Summary)}{(option.Shorthand ? $" May stand alone {bare}." : "")} |\n");
        }

        foreach (var option in options.Where(o => o.Nested is { Count: > 0 }))
        {
            Options(text, $"{title} of `{option.Name}`", option.Nested!, "in place of the map");
        }
    }

    private static string Value(OptionDescription option)
    {
        var isList = option.TypeText.StartsWith("a list", StringComparison.Ordinal);
        var isMap = option.TypeText.StartsWith("a map of names", StringComparison.Ordinal);
        var value = option.Allowed is { } allowed ? (isList ? "a list out of " : isMap ? "a map of names, each to one of " : "one of ") + string.Join(", ", allowed.Select(a => $"`{a}`")) : option.TypeText;
        return value + (option.RangeText is { } range ? ", " + range : "") + (option.Unit is { } unit ? ", in " + unit : "");
    }

    private static string Cell(string text) => Escaped(text.ReplaceLineEndings(" ")).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Paragraphs with signs of Markdown escaped; lines indented by four are code and stay.</summary>
    private static string Prose(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line : Escaped(line)));

    /// <summary>Escapes what Markdown would read as emphasis or HTML, outside back quotes.</summary>
    private static string Escaped(string text)
    {
        var parts = text.Split('`');
        for (var i = 0; i < parts.Length; i += 2)
        {
            parts[i] = parts[i].Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        }

        return string.Join('`', parts);
    }
}
