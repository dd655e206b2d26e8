using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Replay;
using StreamEngine.Replay.Playing;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay play FILE…</c>: recordings at a speed, into a pipeline or a file, under commands.</summary>
internal sealed class ReplayPlayVerb : Verb
{
    private const string Standard = "-";

    private readonly Argument<string[]> _files = new("FILE") { Description = "a recording, or source=recording; several are merged by time", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _speed = new("--speed") { HelpName = "speed", Description = "max, or recorded seconds a second: 1, 10x, 0.1x", DefaultValueFactory = _ => "max" };
    private readonly Option<string> _pipeline = new("--pipeline", "-p") { HelpName = "yaml", Description = "the pipeline to play into, in the place of sources" };
    private readonly Option<string> _source = new("--source") { HelpName = "node", Description = "which source: node, or node.port" };
    private readonly Option<string> _to = new("--to") { HelpName = "out", Description = "the file to play into; - prints JSON Lines as rows are due" };
    private readonly Option<bool> _force = new("--force") { Description = "replace the file of --to" };
    private readonly Option<string> _symbols = new("--symbols") { HelpName = "a,b", Description = "rows of these symbols only" };
    private readonly Option<bool> _loop = new("--loop") { Description = "with --to -: begin again at the end" };
    private readonly Option<bool> _control = new("--control") { Description = "begin paused; commands as JSON lines on standard input" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();
    private readonly RecordingOptionsSet _recording = new();
    private readonly TimeRangeOptions _range = new();

    public ReplayPlayVerb(Terminal terminal)
        : base(terminal, "play", "play recordings into a pipeline or a file",
            "Plays recordings at a speed; what comes out is the same at any, byte for byte.",
            "streamengine replay play trades.arrow -p flow.yaml --source trades --speed 10x", "streamengine replay play trades.arrow --speed 1 --to -")
    {
        Add(_files);
        Add(_speed);
        Add(_pipeline);
        Add(_source);
        Add(_to);
        Add(_force);
        Add(_symbols);
        Add(_loop);
        Add(_control);
        _recording.AddTo(this);
        _range.AddTo(this);
        Add(_set);
        Add(_profile);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var (pipeline, target) = (parsed.GetValue(_pipeline), parsed.GetValue(_to));
        if (pipeline is null == target is null)
        {
            throw new UsageException(pipeline is null ? "say where to: --pipeline FILE, or --to FILE" : "give --pipeline or --to, not both");
        }

        if (!PlaySpeed.TryParse(parsed.GetRequiredValue(_speed), out var speed))
        {
            throw new UsageException($"--speed {parsed.GetValue(_speed)}: write max, or a number above 0 such as 1, 10x or 0.1x");
        }

        if (parsed.GetValue(_loop) && target != Standard)
        {
            throw new UsageException("--loop: what a pipeline or file is given does not run back; it goes with --to -");
        }

        var isKeyed = !parsed.GetValue(_control) && !speed.IsMax && Terminal.IsErrorTerminal && !Console.IsInputRedirected;
        var options = new PlaybackOptions { Speed = speed, IsPaused = parsed.GetValue(_control), Loops = parsed.GetValue(_loop), WaitsAtEnd = target == Standard && parsed.GetValue(_control) };
        var files = new List<(string? Source, IBatchRecording Recording)>();
        foreach (var given in parsed.GetValue(_files) ?? [])
        {
            var (source, file) = Named(given, pipeline is not null);
            files.Add((source ?? parsed.GetValue(_source), await Recording.Open(file, _recording.Read(parsed))));
        }

        return pipeline is not null ? await ToPipeline(parsed, pipeline, files, options, isKeyed) : await ToFile(parsed, target!, files, options, isKeyed);
    }

    private static (string? Source, string File) Named(string given, bool canBe)
    {
        var sign = given.IndexOf('=');
        return !canBe || sign < 1 || Path.Exists(given) ? (null, given) : (given[..sign], given[(sign + 1)..]);
    }

    private static string PortName(BoundNode node, BoundPort port) => port.Name.Length == 0 ? node.Name : $"{node.Name}.{port.Name}";

    private static (BoundNode Node, int Port) Find(BoundPipeline bound, string? source)
    {
        var sources = bound.Nodes.Where(n => n.IsSource).ToList();
        var names = string.Join(", ", sources.SelectMany(n => n.Ports.Where(p => !p.IsDead).Select(p => PortName(n, p))));
        if (source is null && sources is not [{ Ports: [_] or [_, { IsDead: true }] }])
        {
            throw new UsageException($"the pipeline has several sources; say which one the recording stands in for: --source {names.Replace(", ", ", --source ", StringComparison.Ordinal)}");
        }

        foreach (var node in sources)
        {
            for (var port = 0; port < node.Ports.Count; port++)
            {
                if (!node.Ports[port].IsDead && (source is null || source == PortName(node, node.Ports[port])))
                {
                    return (node, port);
                }
            }
        }

        throw new UsageException($"--source {source}: the pipeline has no such source; there are: {names}");
    }

    private async Task<int> ToPipeline(ParseResult parsed, string pipeline, List<(string? Source, IBatchRecording Recording)> files, PlaybackOptions options, bool isKeyed)
    {
        var ended = new TaskCompletionSource();
        var control = Task.CompletedTask;
        var exit = await new PipelineRunner(Terminal, parsed.GetValue(Json)).Run(pipeline, _set.Read(parsed), parsed.GetValue(_profile), StandIns);
        ended.SetResult();
        if (isKeyed)
        {
            await control;
        }

        return exit;

        Dictionary<string, Source> StandIns(BoundPipeline bound)
        {
            var range = _range.Read(parsed);
            var places = files.ConvertAll(f => (Place: Find(bound, f.Source), f.Recording));
            var twice = places.GroupBy(p => p.Place.Node).FirstOrDefault(g => g.Select(p => p.Place.Port).Distinct().Count() > 1);
            if (twice is not null)
            {
                throw new UsageException($"recordings for two ports of '{twice.Key.Name}': a stand-in has one");
            }

            if (options.Speed.IsMax && !options.IsPaused && parsed.GetValue(_symbols) is null && places.DistinctBy(p => p.Place).Count() == places.Count)
            {
                return places.ToDictionary(p => p.Place.Node.Name, Source (p) => new PlayedSource(p.Recording, p.Place.Node.Ports[p.Place.Port].VerbSchema, p.Place.Port, range, options.Speed));
            }

            var queue = new PlayQueue();
            var played = new List<PlayedFile>();
            var standIns = new Dictionary<string, Source>();
            foreach (var group in places.GroupBy(p => p.Place))
            {
                var number = queue.AddSource();
                var (node, port) = group.Key;
                played.AddRange(group.Select(p => new PlayedFile(p.Recording, number, range, Symbols(parsed))));
                standIns[node.Name] = new QueuedSource(queue, number, group.Select(p => p.Recording), node.Ports[port].VerbSchema, port);
            }

            var playback = new Playback(played, queue, TimeProvider.System, options);
            queue.Attach(playback);
            control = Control(parsed, playback, isKeyed, new Lock(), ended.Task);
            return standIns;
        }
    }

    private async Task<int> ToFile(ParseResult parsed, string target, List<(string? Source, IBatchRecording Recording)> files, PlaybackOptions options, bool isKeyed)
    {
        if (target != Standard && File.Exists(target) && !parsed.GetValue(_force))
        {
            throw new UsageException($"{target} is there already; --force replaces it");
        }

        var first = files[0].Recording;
        if (files.Find(f => !f.Recording.Schema.Fields.Select(c => (c.Name, c.Type)).SequenceEqual(first.Schema.Fields.Select(c => (c.Name, c.Type)))) is { Recording: { } other })
        {
            throw new UsageException($"{other.File} has other columns than {first.File}: recordings that are written to one file have the same");
        }

        var format = target == Standard ? new WriteOptions(RecordingFormat.Jsonl)
            : WriteOptions.ByName(target) ?? throw new UsageException($"{target}: the name says no format; there are: .arrow, .arrows, .jsonl, .csv, .jsonl.gz, .csv.gz");
        format = format with { Stamps = first.HasStamps };
        var refused = new RefusedRows();
        var lines = new Lock();
        await using var screen = target == Standard ? Console.OpenStandardOutput() : Stream.Null;
        using var writer = target == Standard ? RecordingWriter.To(screen, first.Schema, format) : RecordingWriter.Create(target, first.Schema, format);
        var played = files.Select(f => new PlayedFile(f.Recording, 0, _range.Read(parsed), Symbols(parsed))).ToList();
        var playback = new Playback(played, new PlayWriter(writer, lines, target == Standard), TimeProvider.System, options);
        var ended = new TaskCompletionSource();
        var control = Control(parsed, playback, isKeyed, lines, ended.Task);
        await playback.Run(new ReadScope(refused, new SymbolTables(), new BufferPool()), CancellationToken.None);
        ended.SetResult();
        if (isKeyed)
        {
            await control;
        }

        writer.Publish();
        if (refused.Finding is { } finding)
        {
            Terminal.Error.WriteLine(finding);
        }

        if (target != Standard)
        {
            Terminal.Out.WriteLine($"{Numbers.Count(writer.Rows)} rows in {target}");
        }

        return ExitCodes.Ok;
    }

    private Task Control(ParseResult parsed, Playback playback, bool isKeyed, Lock lines, Task ended)
    {
        if (isKeyed)
        {
            return Task.Run(() => PlayControl.Keys(playback, Terminal.Error, ended));
        }

        if (!parsed.GetValue(_control))
        {
            playback.EndCommands();
            return Task.CompletedTask;
        }

        return Task.Run(() => PlayControl.Lines(playback, Console.In, Say));

        void Say(string line)
        {
            lock (lines)
            {
                Terminal.Out.WriteLine(line);
                Terminal.Out.Flush();
            }
        }
    }

    private HashSet<string> Symbols(ParseResult parsed) => [.. (parsed.GetValue(_symbols) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
