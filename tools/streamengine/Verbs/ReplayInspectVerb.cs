using System.CommandLine;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Reference;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay inspect FILE…</c>: what is in recordings.</summary>
internal sealed class ReplayInspectVerb : Verb
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "captures, Arrow files or streams, JSON Lines; told apart by content", Arity = ArgumentArity.OneOrMore };

    public ReplayInspectVerb(Terminal terminal)
        : base(terminal, "inspect", "show what is in recordings",
            "Shows what is in recordings: schema, rows, first and last time, rows by kind and symbol; of captures also messages by kind, snapshots, silences, "
            + "receive times that run back, and depth messages that are missing.",
            "streamengine replay inspect out/demo.arrow", "streamengine replay inspect day.gz --json")
    {
        Add(_files);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var files = new JsonArray();
        foreach (var file in parsed.GetValue(_files) ?? [])
        {
            using var recording = Recording.Open(file);
            var inspection = await recording.Inspect();
            if (parsed.GetValue(Json))
            {
                files.Add(InspectionJson.Of(inspection));
            }
            else
            {
                Terminal.Out.Write(InspectionText.Of(inspection));
            }
        }

        if (parsed.GetValue(Json))
        {
            Terminal.Out.WriteLine(JsonText.Of(new JsonObject { ["files"] = files }));
        }

        return ExitCodes.Ok;
    }
}
