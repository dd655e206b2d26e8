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
    private readonly Option<string?> _write = new("--write") { Description = "write the reference as Markdown pages into a folder", HelpName = "DIR" };

    private readonly Option<bool> _check = new("--check") { Description = "hold the operators to what every operator owes, on their examples" };

    public OpsVerb(Terminal terminal)
        : base(terminal, "ops", "list the operators, or show one with its options",
            "Lists the operators, or shows one: what it does, inputs, ports, options with type, default, range and unit, and an example. "
            + "--check runs the conformance suite on the operators named, else on those of the plug-ins, else on all; exit code 3 when one breaks a promise.",
            "streamengine ops order_book", "streamengine ops --check --plugin desk.dll")
    {
        Add(_name);
        Add(_write);
        Add(_check);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var operators = PipelineReader.Operators.All;
        if (parsed.GetValue(_write) is { } folder)
        {
            return Write(folder, ReferencePage.All(operators));
        }

        var check = new OperatorCheck(PipelineReader.Operators, Terminal, parsed.GetValue(Json));
        if (parsed.GetValue(_name) is not { } name)
        {
            if (parsed.GetValue(_check))
            {
                return Task.FromResult(check.Run(operators.Any(o => o.Plugin is not null) ? [.. operators.Where(o => o.Plugin is not null)] : operators));
            }

            Terminal.Out.Write(parsed.GetValue(Json) ? JsonText.Of(OperatorJson.Of(operators)) + "\n" : OperatorText.Table(operators));
            return Task.FromResult(ExitCodes.Ok);
        }

        var found = operators.Where(o => o.Name == name).ToList();
        if (found.Count == 0)
        {
            throw new UsageException($"there is no operator {ProblemText.Quote(name)}; {Nearest.Question(name, operators.Select(o => o.Name)) ?? "`streamengine ops` lists them"}");
        }

        if (parsed.GetValue(_check))
        {
            return Task.FromResult(check.Run(found));
        }

        Terminal.Out.Write(parsed.GetValue(Json) ? JsonText.Of(OperatorJson.Of(found)) + "\n" : string.Join("\n", found.Select(OperatorText.Page)));
        return Task.FromResult(ExitCodes.Ok);
    }

    private async Task<int> Write(string folder, SortedDictionary<string, string> pages)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in pages)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }

        Terminal.Out.WriteLine($"{pages.Count} pages written to {folder}");
        return ExitCodes.Ok;
    }
}
