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
    private readonly Argument<string> _name = new("CODE") { Description = "an error code such as SE2104, or the name of an operator" };

    public ExplainVerb(Terminal terminal)
        : base(terminal, "explain", "explain an error code or an operator",
            "Explains an error code: what is wrong, why it is refused, what to do, with an example. With the name of an operator, shows its page.",
            "streamengine explain SE2104", "streamengine explain order_book")
    {
        Add(_name);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_name);
        var operators = PipelineReader.Operators.All;
        var json = parsed.GetValue(Json);
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
    };

    private static string Page(ErrorCode code)
    {
        var text = new StringBuilder();
        text.Append(Wrapped.Lines($"{code.Code}: {code.Title}", Terminal.Width)).Append("\n\n");
        text.Append("why   ").Append(Wrapped.Lines(code.Cause, Terminal.Width - 6, "      ")).Append('\n');
        text.Append("fix   ").Append(Wrapped.Lines(code.Fix, Terminal.Width - 6, "      ")).Append("\n\nexample\n");
        foreach (var line in code.Example.TrimEnd('\n').Split('\n'))
        {
            text.Append("  ").Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
