using System.CommandLine;

namespace StreamEngine.Cli.Verbs;

/// <summary>The option <c>--profile name</c>.</summary>
internal sealed class ProfileOption : Option<string?>
{
    public ProfileOption()
        : base("--profile")
    {
        HelpName = "name";
        Description = "a profile of the file: other sources, sinks, params";
    }
}
