using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Verbs;

/// <summary>A verb of the command line with the examples its help shows.</summary>
internal abstract class Verb : Command
{
    /// <param name="terminal">Where it prints.</param>
    /// <param name="name">As it is typed.</param>
    /// <param name="title">A few words, for the list of verbs.</param>
    /// <param name="description">What it does, for its own help.</param>
    /// <param name="examples">Command lines.</param>
    protected Verb(Terminal terminal, string name, string title, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        Terminal = terminal;
        Title = title;
        Examples = examples;
        SetAction((parsed, _) =>
        {
            PipelineReader.UsePlugins(Options.Contains(Plugin) ? Plugin.Load(parsed) : []);
            return Run(parsed);
        });
    }

    /// <summary>A few words, for the list of verbs.</summary>
    public string Title { get; }

    /// <summary>Command lines, for its help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Where it prints.</summary>
    protected Terminal Terminal { get; }

    /// <summary>The option <c>--json</c>, where the verb adds it.</summary>
    protected Option<bool> Json { get; } = new("--json") { Description = "print one JSON object to standard output, and messages to standard error" };

    /// <summary>The option <c>--plugin</c>, where the verb adds it; loaded before the verb runs.</summary>
    protected PluginOption Plugin { get; } = new();

    /// <summary>Does what the verb does.</summary>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> Run(ParseResult parsed);
}
