using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Reference;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>explain CODE|OPERATOR</c>: what an error code means and what to do, or what an operator does.</summary>
internal sealed class ExplainVerb : Verb
{
    private static readonly (string Prefix, string Title)[] Families =
    [
        ("SE1", "syntax of files and expressions"), ("SE2", "names, shapes and values"), ("SE3", "wiring: nodes, ports, columns, verbs"), ("SE4", "types, units and time"),
        ("SE5", "models"), ("SE6", "state and guarantees"), ("SE7", "secrets"), ("SE8", "environment: files, variables"), ("SE9", "rows, files and nodes at run time"),
    ];

    private readonly Argument<string?> _name = new("CODE")
    {
        Description = "an error code such as SE2104, a family such as SE2, or the name of an operator; without it, the families",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ExplainVerb(Terminal terminal)
        : base(terminal, "explain", "explain an error code or an operator",
            "Explains an error code: what is wrong, why it is refused, what to do, with an example and what to write instead. With the name of an operator, shows its page.",
            "streamengine explain SE2104", "streamengine explain order_book")
    {
        Add(_name);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var operators = PipelineReader.Operators.All;
        var json = parsed.GetValue(Json);
        if (parsed.GetValue(_name) is not { } name)
        {
            Terminal.Out.Write(json ? JsonText.Of(new JsonArray([.. Families.Select(FamilyJson)])) + "\n" : FamilyList());
            return Task.FromResult(ExitCodes.Ok);
        }

        var family = Array.Find(Families, f => f.Prefix.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (family.Prefix is not null)
        {
            Terminal.Out.Write(json ? JsonText.Of(FamilyJson(family)) + "\n" : FamilyPage(family));
            return Task.FromResult(ExitCodes.Ok);
        }

        if (ErrorCodes.Find(name.ToUpperInvariant()) is { } code)
        {
            Terminal.Out.Write(json ? JsonText.Of(Object(code)) + "\n" : Page(code));
            return Task.FromResult(ExitCodes.Ok);
        }

        var found = operators.Where(o => o.Name == name).ToList();
        if (found.Count > 0)
        {
            Terminal.Out.Write(json ? JsonText.Of(OperatorJson.Of(found)) + "\n" : string.Join("\n", found.Select(OperatorText.Page)));
            return Task.FromResult(ExitCodes.Ok);
        }

        var nearest = Nearest.Question(name, [.. ErrorCodes.All.Select(c => c.Code), .. operators.Select(o => o.Name)]);
        throw new UsageException($"there is no error code or operator {ProblemText.Quote(name)}; {nearest ?? "codes look like SE2104, and `streamengine ops` lists the operators"}");
    }

    private static JsonObject Object(ErrorCode code) => new()
    {
        ["code"] = code.Code,
        ["title"] = code.Title,
        ["cause"] = code.Cause,
        ["fix"] = code.Fix,
        ["example"] = code.Example,
        ["mended"] = code.Mended,
    };

    private static IEnumerable<ErrorCode> Codes(string prefix) => ErrorCodes.All.Where(code => code.Code.StartsWith(prefix, StringComparison.Ordinal));

    private static JsonNode FamilyJson((string Prefix, string Title) family) => new JsonObject
    {
        ["family"] = family.Prefix,
        ["title"] = family.Title,
        ["codes"] = new JsonArray([.. Codes(family.Prefix).Select(code => (JsonNode)Object(code))]),
    };

    private static string FamilyList()
    {
        var table = new TextTable("family", "about", ">codes");
        foreach (var (prefix, title) in Families)
        {
            table.Add(prefix, title, Numbers.Count(Codes(prefix).Count()));
        }

        return table.Text(Terminal.Width) + "\nmore: streamengine explain SE3, streamengine explain SE3004\n";
    }

    private static string FamilyPage((string Prefix, string Title) family)
    {
        var text = new StringBuilder($"{family.Prefix}: {family.Title}\n\n");
        foreach (var code in Codes(family.Prefix))
        {
            text.Append("  ").Append(code.Code).Append("  ").Append(Wrapped.Lines(code.Title, Terminal.Width - 10, "          ")).Append('\n');
        }

        return text.ToString();
    }

    private static string Page(ErrorCode code)
    {
        var text = new StringBuilder();
        text.Append(Wrapped.Lines($"{code.Code}: {code.Title}", Terminal.Width)).Append("\n\n");
        text.Append("why   ").Append(Wrapped.Lines(code.Cause, Terminal.Width - 6, "      ")).Append('\n');
        text.Append("fix   ").Append(Wrapped.Lines(code.Fix, Terminal.Width - 6, "      ")).Append('\n');
        Sample(text, "example", code.Example);
        if (code.Mended.Length > 0)
        {
            Sample(text, "instead", code.Mended);
        }

        return text.ToString();
    }

    private static void Sample(StringBuilder text, string head, string sample)
    {
        text.Append('\n').Append(head).Append('\n');
        foreach (var line in sample.TrimEnd('\n').Split('\n'))
        {
            text.Append("  ").Append(line.TrimEnd()).Append('\n');
        }
    }
}
