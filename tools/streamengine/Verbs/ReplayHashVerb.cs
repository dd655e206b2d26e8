using System.CommandLine;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay hash FILE…</c>: SHA-256 of the content of recordings.</summary>
internal sealed class ReplayHashVerb : Verb
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "captures, or Arrow files or streams", Arity = ArgumentArity.OneOrMore };

    public ReplayHashVerb(Terminal terminal)
        : base(terminal, "hash", "print a hash of the content of recordings",
            "Prints the SHA-256 of what recordings say: schema and rows in order, the same for any framing, batch cut and dictionary. A capture counts as its frames (frame/1).",
            "streamengine replay hash out/demo.arrow", "streamengine replay hash a.arrow b.arrow --json")
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
            if (recording is not IBatchRecording batches)
            {
                throw new UsageException($"{file} is JSON Lines, whose columns have no types; hash the Arrow file it came from");
            }

            var (hex, rows) = await RecordingHash.Of(batches);
            foreach (var warning in recording.Damage)
            {
                Terminal.Error.WriteLine(warning);
            }

            files.Add(new JsonObject { ["file"] = file, ["hash"] = hex, ["rows"] = rows });
            if (!parsed.GetValue(Json))
            {
                Terminal.Out.WriteLine($"{hex}  {file}");
            }
        }

        if (parsed.GetValue(Json))
        {
            Terminal.Out.WriteLine(JsonText.Of(new JsonObject { ["files"] = files }));
        }

        return ExitCodes.Ok;
    }
}
