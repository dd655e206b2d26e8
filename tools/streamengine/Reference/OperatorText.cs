using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Reference;

/// <summary>The operator reference for people, in 80 columns.</summary>
internal static class OperatorText
{
    /// <summary>Name, kind and what it does, one line each.</summary>
    public static string Table(IReadOnlyList<OperatorDescription> operators)
    {
        var text = new StringBuilder();
        var width = operators.Max(o => o.Name.Length) + 2;
        var indent = new string(' ', width + 12);
        foreach (var op in operators)
        {
            text.Append(op.Name.PadRight(width)).Append(Kind(op).PadRight(12)).Append(Wrapped.Lines(Summary(op), Terminal.Width - indent.Length, indent)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>All about one operator.</summary>
    public static string Page(OperatorDescription op)
    {
        var text = new StringBuilder();
        text.Append($"{op.Name} ({Kind(op)}){(op.Plugin is { } plugin ? $" of plug-in {Path.GetFileName(plugin)}" : "")}\n\n");
        text.Append(Wrapped.Lines(Plain(XmlDocs.Of(op.Type.Assembly).Summary(op.Type)), Terminal.Width)).Append("\n\n");
        Remarks(text, XmlDocs.Of(op.Type.Assembly).Remarks(op.Type));
        Pairs(text, "inputs", [.. op.Inputs.Select(i => (i.Role + (i.Optional ? " (optional)" : ""), i.Summary)), .. Named("(any name)", op.NamedInputs?.Summary)]);
        Pairs(text, "ports", [.. Named($"(any name in {op.NamedPorts?.Option})", op.NamedPorts?.Summary), .. op.Ports.Select(p => (p.Name.Length == 0 ? "(main)" : p.Name, p.Summary))]);
        Options(text, OptionsDescription.Of(op.OptionsType), "");
        foreach (var example in op.Examples)
        {
            text.Append("example\n");
            foreach (var line in example.Trim('\n').Split('\n'))
            {
                text.Append("  ").Append(line.TrimEnd()).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Summary)> Named(string name, string? summary) => summary is null ? [] : [(name, summary)];

    /// <summary>What it does, one sentence.</summary>
    public static string Summary(OperatorDescription op)
    {
        var whole = Plain(XmlDocs.Of(op.Type.Assembly).Summary(op.Type));
        var end = whole.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? whole : whole[..(end + 1)];
    }

    /// <summary>What it is for.</summary>
    public static string Kind(OperatorDescription op) => op.Kind.ToString().ToLowerInvariant();

    /// <summary>Type, range, unit and default of an option on one line.</summary>
    private static string Facts(OptionDescription option)
    {
        var facts = new StringBuilder(option.Allowed is { } allowed ? "one of " + string.Join(", ", allowed) : option.TypeText);
        facts.Append(option.RangeText is { } range ? ", " + range : "").Append(option.Unit is { } unit ? ", in " + unit : "");
        facts.Append(option.Required ? "; required" : option.DefaultText is { Length: > 0 } value ? "; default " + value : "; no default");
        return facts.Append(option.Shorthand ? "; may stand alone behind the verb" : "").ToString();
    }

    private static void Options(StringBuilder text, IReadOnlyList<OptionDescription> options, string under)
    {
        if (options.Count == 0)
        {
            return;
        }

        text.Append(under.Length == 0 ? "options\n" : $"options of {under}\n");
        foreach (var option in options)
        {
            text.Append("  ").Append(option.Name).Append("\n      ").Append(Wrapped.Lines(Facts(option), Terminal.Width - 6, "      ")).Append('\n');
            if (option.Summary.Length > 0)
            {
                text.Append("      ").Append(Wrapped.Lines(Plain(option.Summary), Terminal.Width - 6, "      ")).Append('\n');
            }
        }

        text.Append('\n');
        foreach (var option in options.Where(o => o.Nested is not null))
        {
            Options(text, option.Nested!, option.Name);
        }
    }

    private static void Pairs(StringBuilder text, string title, IReadOnlyList<(string Name, string What)> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        var width = pairs.Max(p => p.Name.Length) + 4;
        text.Append(title).Append('\n');
        foreach (var (name, what) in pairs)
        {
            text.Append(("  " + name).PadRight(width)).Append(Wrapped.Lines(Plain(what), Terminal.Width - width, new string(' ', width))).Append('\n');
        }

        text.Append('\n');
    }

    /// <summary>Paragraphs wrapped; lines indented by four are code and keep their breaks.</summary>
    private static void Remarks(StringBuilder text, string remarks)
    {
        foreach (var line in remarks.Split('\n'))
        {
            var isCode = line.StartsWith("    ", StringComparison.Ordinal);
            text.Append(isCode ? "    " : "").Append(Wrapped.Lines(line, Terminal.Width - (isCode ? 4 : 0), isCode ? "    " : "")).Append('\n');
        }

        text.Append(remarks.Length > 0 ? "\n" : "");
    }

    private static string Plain(string text) => text.ReplaceLineEndings(" ");
}
