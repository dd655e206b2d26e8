using System.CommandLine;
using StreamEngine.Cli.Reference;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>ops [NAME]</c>: the operators, from their declarations.</summary>
internal sealed class OpsVerb : Verb
{
    private readonly Argument<string?> _name = new("NAME") { Description = "one operator, with its options", Arity = ArgumentArity.ZeroOrOne };

    public OpsVerb(Terminal terminal)
        : base(terminal, "ops", "list the operators, or show one with its options",
            "Lists the operators, or shows one: what it does, inputs, ports, options with type, default, range and unit, and an example.",
            "streamengine ops", "streamengine ops order_book")
    {
        Add(_name);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var operators = PipelineReader.Operators.All;
        if (parsed.GetValue(_name) is not { } name)
        {
            Terminal.Out.Write(parsed.GetValue(Json) ? JsonText.Of(OperatorJson.Of(operators)) + "\n" : OperatorText.Table(operators));
            return Task.FromResult(ExitCodes.Ok);
        }

        var found = operators.Where(o => o.Name == name).ToList();
        if (found.Count == 0)
        {
            throw new UsageException($"there is no operator {ProblemText.Quote(name)}; {Nearest.Question(name, operators.Select(o => o.Name)) ?? "`streamengine ops` lists them"}");
        }

        Terminal.Out.Write(parsed.GetValue(Json) ? JsonText.Of(OperatorJson.Of(found)) + "\n" : string.Join("\n", found.Select(OperatorText.Page)));
        return Task.FromResult(ExitCodes.Ok);
    }
}
