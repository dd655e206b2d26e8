using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Replay.Recorder;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay record FILE</c>: rows of sources and other nodes into recordings, with their stream times.</summary>
internal sealed class ReplayRecordVerb : Verb
{
    private readonly Argument<string?> _file = new("FILE") { Description = "the pipeline whose nodes are recorded", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _nodes = new("--node") { HelpName = "node", Description = "what to record: node or node.port; all sources unless given", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string> _source = new("--source") { HelpName = "yaml", Description = "a source to record, without a pipeline: 'csv_file: a.csv'" };
    private readonly Option<string> _to = new("--to") { HelpName = "folder", Description = "where to: a folder, with one in it for each of several", Required = true };
    private readonly Option<bool> _raw = new("--raw") { Description = "record the sources behind each --node too, such as frames" };
    private readonly Option<string> _rows = new("--rows") { HelpName = "n", Description = "a new part after so many rows" };
    private readonly Option<string> _bytes = new("--bytes") { HelpName = "size", Description = "a new part after so many bytes: 256MiB" };
    private readonly Option<string> _every = new("--every") { HelpName = "time", Description = "a new part after so much stream time: 1h" };
    private readonly Option<bool> _force = new("--force") { Description = "replace the recording that is there" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();

    public ReplayRecordVerb(Terminal terminal)
        : base(terminal, "record", "record sources and other nodes, with stream times",
            "Runs sources and what lies between them and the nodes named, and records rows with their stream times. A recording is readable while it is written, and after a kill. Ctrl-C ends it.",
            "streamengine replay record pipelines/demo.yaml --node book --raw --to out/rec", "streamengine replay record --source 'csv_file: a.csv' --to out/rec --every 1h")
    {
        Add(_file);
        Add(_nodes);
        Add(_source);
        Add(_to);
        Add(_raw);
        Add(_rows);
        Add(_bytes);
        Add(_every);
        Add(_force);
        Add(_set);
        Add(_profile);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        if (Bind(parsed) is not { } bound)
        {
            return ExitCodes.ConfigRefused;
        }

        var ports = Ports(parsed, bound);
        var target = parsed.GetRequiredValue(_to);
        var options = Limits(parsed);
        var recorders = ports.ToDictionary(port => port, port => new RecorderSink(ports.Count == 1 ? target : Path.Combine(target, port), options));
        var recorded = RecordedPipeline.Of(bound, recorders);
        var progress = new ProgressLine(Terminal.Error, Terminal.IsErrorTerminal);
        RunSummary summary;
        await using (var run = Runtime.Run.Open(Planner.Make(recorded), new RunOptions { Clock = TimeProvider.System, IsReplay = bound.Clock == RunClock.Replay }))
        {
            using var signals = new DrainSignals(run, recorded, progress);
            using (progress.Follow(run, recorded))
            {
                summary = await run.Execute();
            }
        }

        Tell(parsed, recorders, ports.Count == 1 ? _ => target : port => Path.Combine(target, port));
        if (summary.Failure is not { } failure)
        {
            return ExitCodes.Ok;
        }

        var told = RunError.Of(failure);
        Terminal.Error.WriteLine(told.Line);
        RunError.Trace(failure, Terminal.Error);
        return told.ExitCode;
    }

    private BoundPipeline? Bind(ParseResult parsed)
    {
        var (file, source) = (parsed.GetValue(_file), parsed.GetValue(_source));
        if (file is null == source is null)
        {
            throw new UsageException(file is null ? "say what to record: a pipeline FILE, or --source YAML" : "give FILE or --source, not both");
        }

        var reader = new PipelineReader(_set.Read(parsed), parsed.GetValue(_profile));
        if (file is not null)
        {
            return reader.BindOrTell(file, Terminal) switch
            {
                { IsTemplate: true } template => throw new UsageException($"{file}: '{template.Name}' is a template: record a pipeline that uses it"),
                { } bound when !bound.Nodes.Any(n => n is { IsSink: true, Ports.Count: 0 }) => throw new UsageException($"{file}: the pipeline has no sink"),
                var bound => bound,
            };
        }

        // a source of its own: a sink makes a pipeline of it, which is not the one that is run
        var isMap = source!.TrimStart().StartsWith('{');
        var text = $"version: 1\npipeline: source\nnodes:\n  source: {(isMap ? source : "{ " + source + " }")}\n  sink: {{ from: [PORT], console: {{ limit: 1 }} }}\n";
        var problems = new Problems();
        var bare = reader.Bind("--source", new Problems(), _ => Encoding.UTF8.GetBytes(text.Replace("[PORT]", "source", StringComparison.Ordinal)));
        if (bare is null)
        {
            var verb = source.TrimStart(' ', '{').Split(':')[0];
            var port = PipelineReader.Operators.Find(verb, hasInputs: false)?.Ports[0].Name;
            bare = reader.Bind("--source", problems, _ => Encoding.UTF8.GetBytes(text.Replace("[PORT]", string.IsNullOrEmpty(port) ? "source" : $"source.{port}", StringComparison.Ordinal)));
            PipelineReader.Tell(problems, Terminal.Error, Terminal.IsErrorTerminal, Terminal.HasColour);
        }

        return bare;
    }

    private List<string> Ports(ParseResult parsed, BoundPipeline bound)
    {
        var known = RecordedPipeline.Names(bound);
        var given = (parsed.GetValue(_nodes) ?? []).SelectMany(name => known.Contains(name) ? [name]
            : known.Where(port => port.StartsWith(name + ".", StringComparison.Ordinal)) is var several && several.Any() ? several
            : throw new UsageException($"--node {name}: there is none; {Nearest.Question(name, known)?.Text ?? $"there are: {string.Join(", ", known)}"}")).Distinct().ToList();
        if (given.Count == 0)
        {
            return [.. RecordedPipeline.SourceNames(bound)];
        }

        return parsed.GetValue(_raw) ? [.. given.Union(RecordedPipeline.SourcesOf(bound, given))] : given;
    }

    private RecordOptions Limits(ParseResult parsed)
    {
        var options = new RecordOptions { Replaces = parsed.GetValue(_force) };
        if (parsed.GetValue(_rows) is { } rows)
        {
            options = options with { PartRows = long.TryParse(rows.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : throw new UsageException($"--rows {rows}: write a whole number above 0") };
        }

        if (parsed.GetValue(_bytes) is { } bytes)
        {
            options = options with { PartBytes = ByteSize.TryParse(bytes, out var size, out _) && size.Bytes > 0 ? size.Bytes : throw new UsageException($"--bytes {bytes}: write a size such as 256MiB") };
        }

        if (parsed.GetValue(_every) is { } every)
        {
            options = options with { PartNs = Duration.TryParse(every, out var time, out _) && time.Nanoseconds > 0 ? time.Nanoseconds : throw new UsageException($"--every {every}: write a duration such as 1h") };
        }

        return options;
    }

    private void Tell(ParseResult parsed, Dictionary<string, RecorderSink> recorders, Func<string, string> folder)
    {
        if (parsed.GetValue(Json))
        {
            Terminal.Out.WriteLine(JsonText.Of(new JsonObject
            {
                ["recordings"] = new JsonArray([.. recorders.Select(r => new JsonObject { ["port"] = r.Key, ["folder"] = folder(r.Key), ["rows"] = r.Value.Rows, ["parts"] = r.Value.Parts })]),
            }));
            return;
        }

        foreach (var (port, recorder) in recorders)
        {
            Terminal.Out.WriteLine($"{port}: {Numbers.Count(recorder.Rows)} rows in {folder(port)}, {Numbers.Counted(recorder.Parts, "part")}");
        }
    }
}
