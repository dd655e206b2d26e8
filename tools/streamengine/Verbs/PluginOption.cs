using System.CommandLine;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Verbs;

/// <summary>The option <c>--plugin PATH</c>, any number of times: operators from outside.</summary>
internal sealed class PluginOption : Option<string[]>
{
    public PluginOption()
        : base("--plugin")
    {
        HelpName = "path";
        Description = "an assembly with more operators; any number of times";
        Arity = ArgumentArity.ZeroOrMore;
        AllowMultipleArgumentsPerToken = false;
    }

    /// <summary>Loads the plug-ins given.</summary>
    /// <exception cref="PluginRefusedException">One cannot be used.</exception>
    public IReadOnlyList<Plugin> Load(ParseResult parsed) => [.. (parsed.GetValue(this) ?? []).Select(Plugin.Load)];
}
