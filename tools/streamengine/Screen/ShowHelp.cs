using System.CommandLine;
using System.CommandLine.Invocation;

namespace StreamEngine.Cli.Screen;

/// <summary>Prints the help screen of the verb it was asked for.</summary>
internal sealed class ShowHelp(Terminal terminal) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        HelpScreen.Write(parseResult.CommandResult.Command, terminal.Out);
        return ExitCodes.Ok;
    }
}
