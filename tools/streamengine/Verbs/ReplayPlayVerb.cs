using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Replay;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay play FILE</c>: a recording at a speed, into a pipeline or a file.</summary>
internal sealed class ReplayPlayVerb : Verb
{
    private const string Standard = "-";

    private readonly Argument<string> _file = new("FILE") { Description = "a recording" };
    private readonly Option<string> _speed = new("--speed") { HelpName = "speed", Description = "max, or recorded seconds a second: 1, 10x, 0.1x", DefaultValueFactory = _ => "max" };
    private readonly Option<string> _pipeline = new("--pipeline", "-p") { HelpName = "yaml", Description = "the pipeline to play into, in the place of a source" };
    private readonly Option<string> _source = new("--source") { HelpName = "node", Description = "which source: node, or node.port" };
    private readonly Option<string> _to = new("--to") { HelpName = "out", Description = "the file to play into; - prints JSON Lines as rows are due" };
    private readonly Option<bool> _force = new("--force") { Description = "replace the file of --to" };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();
    private readonly RecordingOptionsSet _recording = new();
    private readonly TimeRangeOptions _range = new();

    public ReplayPlayVerb(Terminal terminal)
        : base(terminal, "play", "play a recording into a pipeline or a file",
            "Plays a recording at a speed; what comes out is the same at any, byte for byte.",
            "streamengine replay play trades.arrow -p flow.yaml --source trades --speed 10x", "streamengine replay play trades.arrow --speed 1 --to -")
    {
        Add(_file);
        Add(_speed);
        Add(_pipeline);
        Add(_source);
        Add(_set);
        Add(_profile);
        Add(_to);
        Add(_force);
        _recording.AddTo(this);
        _range.AddTo(this);
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

        var recording = await Recording.Open(parsed.GetRequiredValue(_file), _recording.Read(parsed));
        var range = _range.Read(parsed);
        if (pipeline is not null)
        {
            return await new PipelineRunner(Terminal, parsed.GetValue(Json)).Run(pipeline, _set.Read(parsed), parsed.GetValue(_profile), bound => StandIn(bound, parsed.GetValue(_source), recording, range, speed));
        }

        return await ToFile(parsed, target!, recording, range, speed);
    }

    private static Dictionary<string, Source> StandIn(BoundPipeline bound, string? source, IBatchRecording recording, TimeRange range, PlaySpeed speed)
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
                    return new Dictionary<string, Source> { [node.Name] = new PlayedSource(recording, node.Ports[port].VerbSchema, port, range, speed) };
                }
            }
        }

        throw new UsageException($"--source {source}: the pipeline has no such source; there are: {names}");
    }

    private static string PortName(BoundNode node, BoundPort port) => port.Name.Length == 0 ? node.Name : $"{node.Name}.{port.Name}";

    private async Task<int> ToFile(ParseResult parsed, string target, IBatchRecording recording, TimeRange range, PlaySpeed speed)
    {
        if (target != Standard && File.Exists(target) && !parsed.GetValue(_force))
        {
            throw new UsageException($"{target} is there already; --force replaces it");
        }

        var options = target == Standard ? new WriteOptions(RecordingFormat.Jsonl)
            : WriteOptions.ByName(target) ?? throw new UsageException($"{target}: the name says no format; there are: .arrow, .arrows, .jsonl, .csv, .jsonl.gz, .csv.gz");
        options = options with { Stamps = recording.HasStamps };
        var refused = new RefusedRows();
        await using var screen = target == Standard ? Console.OpenStandardOutput() : Stream.Null;
        using var writer = target == Standard ? RecordingWriter.To(screen, recording.Schema, options) : RecordingWriter.Create(target, recording.Schema, options);
        await foreach (var batch in Played.Rows(recording, range, speed, new ReadScope(refused, new SymbolTables(), new BufferPool()), TimeProvider.System))
        {
            using (batch)
            {
                writer.Write(batch);
            }

            if (target == Standard)
            {
                writer.Flush();
            }
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
}
