using System.CommandLine;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay VERB</c>: what can be done with recordings.</summary>
internal sealed class ReplayVerb : Verb
{
    public ReplayVerb(Terminal terminal)
        : base(terminal, "replay", "inspect and hash recordings",
            "Looks into recordings: captures of raw venue frames (plain or gzip), Arrow files and streams, JSON Lines.",
            "streamengine replay inspect out/demo.arrow", "streamengine replay hash out/demo.arrow")
    {
        Action = null;
        Add(new ReplayInspectVerb(terminal));
        Add(new ReplayHashVerb(terminal));
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed) => throw new UsageException("a verb is missing; there are: inspect, hash");
}
