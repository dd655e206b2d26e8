using System.CommandLine;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay VERB</c>: what can be done with recordings.</summary>
internal sealed class ReplayVerb : Verb
{
    public ReplayVerb(Terminal terminal)
        : base(terminal, "replay", "record, inspect, convert, hash, compare, play, verify",
            "Works with recordings: Arrow files and streams, JSON Lines, CSV, captures of raw venue frames; text plain or gzip. What a file is is told by its content.",
            "streamengine replay inspect out/demo.arrow", "streamengine replay diff out/a.arrow out/b.csv")
    {
        Action = null;
        Add(new ReplayRecordVerb(terminal));
        Add(new ReplayInspectVerb(terminal));
        Add(new ReplayConvertVerb(terminal));
        Add(new ReplayHashVerb(terminal));
        Add(new ReplayDiffVerb(terminal));
        Add(new ReplayPlayVerb(terminal));
        Add(new ReplayVerifyVerb(terminal));
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed) => throw new UsageException("a verb is missing; there are: record, inspect, convert, hash, diff, play, verify");
}
