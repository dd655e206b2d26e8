using System.CommandLine;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Reference;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay inspect FILE…</c>: what is in recordings.</summary>
internal sealed class ReplayInspectVerb : Verb
{
    private const int MostWindow = 16_777_216;

    private readonly Argument<string[]> _files = new("FILE") { Description = "recordings: Arrow, JSON Lines, CSV, captures of frames", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _gap = new("--gap") { HelpName = "duration", Description = "count the silences longer than this, such as 500ms" };
    private readonly Option<int> _window = new("--window") { HelpName = "rows", Description = "different rows to remember to find rows that stand twice", DefaultValueFactory = _ => Inspector.UsualWindow };
    private readonly RecordingOptionsSet _recording = new();

    public ReplayInspectVerb(Terminal terminal)
        : base(terminal, "inspect", "show what is in recordings",
            "Shows what is in recordings: rows by kind and symbol, span, longest gap, times that run back, rows that stand twice, ids that are missing or repeat, and the columns with nulls and ranges. "
            + "Memory is bounded.",
            "streamengine replay inspect out/demo.arrow", "streamengine replay inspect day.gz --gap 1s --json")
    {
        Add(_files);
        Add(_gap);
        Add(_window);
        _recording.AddTo(this);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var (gap, window) = (Gap(parsed), parsed.GetValue(_window));
        if (window is < 0 or > MostWindow)
        {
            throw new UsageException($"--window {window}: it must be from 0 to {MostWindow}");
        }

        var files = new JsonArray();
        foreach (var file in parsed.GetValue(_files) ?? [])
        {
            var inspection = await Inspector.Inspect(await Recording.Open(file, _recording.Read(parsed)), gap, window);
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

    private long? Gap(ParseResult parsed)
    {
        if (parsed.GetValue(_gap) is not { } text)
        {
            return null;
        }

        return Duration.TryParse(text, out var gap, out var problem) ? gap.Nanoseconds : throw new UsageException($"--gap {text}: {problem!.Message}");
    }
}
