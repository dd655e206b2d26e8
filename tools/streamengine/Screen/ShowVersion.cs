using System.CommandLine;
using System.CommandLine.Invocation;

namespace StreamEngine.Cli.Screen;

/// <summary>Prints the version of the tool and of .NET.</summary>
internal sealed class ShowVersion(Terminal terminal) : SynchronousCommandLineAction
{
    /// <summary>The version, as <c>0.1.0</c>.</summary>
    public static string Text => typeof(ShowVersion).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        terminal.Out.WriteLine($"streamengine {Text} (.NET {Environment.Version})");
        return ExitCodes.Ok;
    }
}
