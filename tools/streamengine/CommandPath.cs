using System.CommandLine;

namespace StreamEngine.Cli;

/// <summary>How a command is typed: <c>streamengine replay hash</c>.</summary>
internal static class CommandPath
{
    public static string Of(Command command) =>
        command is RootCommand ? "streamengine"
        : $"{(command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Of(parent) : "streamengine")} {command.Name}";
}
