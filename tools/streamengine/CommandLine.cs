using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Verbs;
using StreamEngine.Config;

namespace StreamEngine.Cli;

/// <summary>The command line: its verbs, usage errors, and the one place where an exception becomes a message.</summary>
internal static class CommandLine
{
    /// <summary>Parses the arguments and runs the verb on the terminal of this process.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> Run(string[] args) => Run(args, Terminal.OfProcess());

    /// <summary>Parses the arguments and runs the verb.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] args, Terminal terminal)
    {
        var root = Verbs(terminal);
        var parsed = root.Parse(args);
        if (args.Length == 0)
        {
            HelpScreen.Write(root, terminal.Error);
            return ExitCodes.Usage;
        }

        if (parsed.Errors.Count > 0 && parsed.Action is not SynchronousCommandLineAction { ClearsParseErrors: true })
        {
            return Refuse(parsed, terminal);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException usage)
        {
            terminal.Error.WriteLine($"{CommandPath.Of(parsed.CommandResult.Command)}: {usage.Message}");
            return ExitCodes.Usage;
        }
        catch (Exception failure)
        {
            var told = RunError.Of(failure);
            terminal.Error.WriteLine(told.Line);
            RunError.Trace(failure, terminal.Error);
            return told.ExitCode;
        }
    }

    private static RootCommand Verbs(Terminal terminal)
    {
        var root = new RootCommand("Declarative market-data pipelines: YAML in, features out.")
        {
            new DemoVerb(terminal), new RunVerb(terminal), new ServeVerb(terminal), new TapVerb(terminal), new ValidateVerb(terminal), new TestVerb(terminal), new PlanVerb(terminal), new GraphVerb(terminal), new OpsVerb(terminal),
            new SchemaVerb(terminal), new NewVerb(terminal), new ExplainVerb(terminal), new VerifyVerb(terminal), new BenchVerb(terminal), new ReplayVerb(terminal),
        };
        foreach (var option in root.Options)
        {
            switch (option)
            {
                case HelpOption help: help.Action = new ShowHelp(terminal); break;
                case VersionOption version: version.Action = new ShowVersion(terminal); break;
            }
        }

        return root;
    }

    private static int Refuse(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? "streamengine" : CommandPath.Of(command);
        if (command.Subcommands.Count > 0)
        {
            var names = command.Subcommands.Select(c => c.Name).ToList();
            var found = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
            terminal.Error.WriteLine(found is null
                ? $"{path}: a verb is missing; there are: {string.Join(", ", names)}"
                : $"{path}: there is no {(found.StartsWith('-') ? "option" : "verb")} {ProblemText.Quote(found)}; "
                    + (Nearest.Question(found, found.StartsWith('-') ? ["--help", "--version"] : names) ?? $"there are: {string.Join(", ", names)}"));
        }
        else
        {
            foreach (var error in parsed.Errors)
            {
                terminal.Error.WriteLine($"{path}: {UsageText.Of(error, parsed, command)}");
            }
        }

        terminal.Error.WriteLine($"more: {path} --help");
        return ExitCodes.Usage;
    }
}
