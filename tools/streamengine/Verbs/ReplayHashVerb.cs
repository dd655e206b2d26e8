using System.CommandLine;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay hash FILE…</c>: SHA-256 of the content of recordings.</summary>
internal sealed class ReplayHashVerb : Verb
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "recordings: Arrow, JSON Lines, CSV, captures of frames", Arity = ArgumentArity.OneOrMore };
    private readonly RecordingOptionsSet _recording = new();

    public ReplayHashVerb(Terminal terminal)
        : base(terminal, "hash", "print a hash of the content of recordings",
            "Prints the SHA-256 of what recordings say: columns, types and rows in order, the same for any format, framing, batch cut, compression and dictionary. A capture counts as its frames "
            + "(frame/1). Text without a schema file beside it is hashed with the types its values show, which is said.",
            "streamengine replay hash out/demo.arrow", "streamengine replay hash a.arrow a.csv --json")
    {
        Add(_files);
        _recording.AddTo(this);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var files = new JsonArray();
        foreach (var file in parsed.GetValue(_files) ?? [])
        {
            var recording = await Recording.Open(file, _recording.Read(parsed));
            var refused = new RefusedRows();
            var (hex, rows) = await RecordingHash.Of(recording, refused);
            if (recording.IsGuessed)
            {
                Terminal.Error.WriteLine($"{file}: the types are guessed from the values; --schema says them");
            }

            if (refused.Finding is { } finding)
            {
                Terminal.Error.WriteLine(finding);
            }

            files.Add(new JsonObject { ["file"] = file, ["hash"] = hex, ["rows"] = rows, ["guessed"] = recording.IsGuessed, ["damaged"] = refused.Count });
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
