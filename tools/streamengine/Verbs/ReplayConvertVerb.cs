using System.CommandLine;
using System.Text.Json.Nodes;
using StreamEngine.Arrow;
using StreamEngine.Cli.Screen;
using StreamEngine.Data;
using StreamEngine.Replay;
using StreamEngine.Sinks;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay convert IN OUT</c>: a recording in another format.</summary>
internal sealed class ReplayConvertVerb : Verb
{
    private readonly Argument<string> _in = new("IN") { Description = "a recording: Arrow, JSON Lines, CSV, a capture of frames" };
    private readonly Argument<string> _out = new("OUT") { Description = "what to write: .arrow, .arrows, .jsonl, .csv, .csv.gz …" };
    private readonly Option<TimeForm> _times = new("--times") { HelpName = "form", Description = "how text shows times: ns (default) or rfc3339" };
    private readonly Option<ArrowCompression> _compression = new("--compression") { HelpName = "kind", Description = "of Arrow files: none (default) or lz4" };
    private readonly Option<bool> _bare = new("--bare") { Description = "write no schema file: types and stream times are lost" };
    private readonly Option<bool> _force = new("--force") { Description = "replace OUT when it is there" };
    private readonly Option<string> _errors = new("--errors") { HelpName = "file", Description = "write lines that are no rows there (dead/1), and go on" };
    private readonly RecordingOptionsSet _recording = new();
    private readonly TimeRangeOptions _range = new("--to");

    public ReplayConvertVerb(Terminal terminal)
        : base(terminal, "convert", "write a recording in another format",
            "Writes a recording in another format, without loss: a schema file beside text keeps types and stream times.",
            "streamengine replay convert out/demo.arrow out/demo.csv", "streamengine replay convert a.jsonl a.arrow --schema trade/1 --from 2024-01-01")
    {
        Add(_in);
        Add(_out);
        _recording.AddTo(this);
        _range.AddTo(this);
        Add(_times);
        Add(_compression);
        Add(_bare);
        Add(_errors);
        Add(_force);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var (source, target) = (parsed.GetRequiredValue(_in), parsed.GetRequiredValue(_out));
        var options = WriteOptions.ByName(target) ?? throw new UsageException($"{target}: the name says no format; there are: .arrow, .arrows, .jsonl, .csv, .jsonl.gz, .csv.gz");
        CheckFree(target, parsed.GetValue(_force));
        var range = _range.Read(parsed);
        var recording = await Recording.Open(source, _recording.Read(parsed));
        if (File.Exists(target) && Path.GetFullPath(source) == Path.GetFullPath(target))
        {
            throw new UsageException($"{target} is the file to read: name another to write");
        }

        options = options with { Times = parsed.GetValue(_times), Bare = parsed.GetValue(_bare), Compression = parsed.GetValue(_compression), Stamps = recording.HasStamps && !parsed.GetValue(_bare) };
        using var errors = new RowErrorFile(parsed.GetValue(_errors));
        using var writer = RecordingWriter.Create(target, recording.Schema, options);
        try
        {
            await Conversion.Copy(recording, writer, range, errors);
        }
        catch (RefusedRowException refused)
        {
            Terminal.Error.WriteLine($"error {refused.Code}: {refused.Message}; --errors FILE takes such lines and goes on");
            return ExitCodes.RunFailed;
        }

        writer.Publish();
        errors.Publish();
        Tell(parsed, target, writer.Rows, errors.Count, recording);
        return ExitCodes.Ok;
    }

    private static void CheckFree(string target, bool force)
    {
        var taken = new[] { target, SchemaFile.PathOf(target) }.FirstOrDefault(File.Exists);
        if (taken is not null && !force)
        {
            throw new UsageException($"{taken} is there already; --force replaces it");
        }
    }

    private void Tell(ParseResult parsed, string target, long rows, long refused, IBatchRecording recording)
    {
        if (recording.IsGuessed)
        {
            Terminal.Error.WriteLine($"{recording.File}: the types are guessed from the values; --schema says them");
        }

        if (parsed.GetValue(Json))
        {
            Terminal.Out.WriteLine(JsonText.Of(new JsonObject { ["file"] = target, ["rows"] = rows, ["refused"] = refused, ["guessed"] = recording.IsGuessed }));
        }
        else
        {
            Terminal.Out.WriteLine($"{Numbers.Count(rows)} rows in {target}{(refused == 0 ? "" : $"; {Numbers.Count(refused)} lines are no rows")}");
        }
    }
}
