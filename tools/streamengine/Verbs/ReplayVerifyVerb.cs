using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Reference;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Replay;
using StreamEngine.Replay.Verification;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay verify FILE…</c>: one answer, whatever the batches, workers, speed, build and garbage collector.</summary>
internal sealed class ReplayVerifyVerb : Verb
{
    private const string AllPaces = "0.1x:5s,1x:20s,10x,1000x";

    private readonly Argument<string[]> _files = new("FILE") { Description = "pipelines (.yaml), or recordings", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _batches = new("--batches") { HelpName = "n,n", Description = "rows of a batch: 1,7,1024,65536 unless given" };
    private readonly Option<string> _workers = new("--workers") { HelpName = "n,n", Description = "threads of a run: 1,2,8 unless given" };
    private readonly Option<string> _paces = new("--paces") { HelpName = "list", Description = "runs at a pace, and of how much: 0.1x:5s,10x" };
    private readonly Option<string> _processes = new("--processes") { HelpName = "list", Description = "builds and GC: release, debug+server, …" };
    private readonly Option<bool> _quick = new("--quick") { Description = "batches 1 and 1024, workers 1 and 2" };
    private readonly Option<bool> _all = new("--all") { Description = "every process; paces 0.1x:5s, 1x:20s, 10x, 1000x" };
    private readonly Option<string> _golden = new("--golden") { HelpName = "path", Description = "the stored answer: hashes (.json), or a folder with the rows" };
    private readonly Option<bool> _write = new("--write-golden") { Description = "store the answer there instead of comparing with it" };
    private readonly Option<string> _folder = new("--folder") { HelpName = "path", Description = "where runs write", Hidden = true };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();

    public ReplayVerifyVerb(Terminal terminal)
        : base(terminal, "verify", "check that a replay has one answer",
            "Runs a pipeline over its recording under conditions that must not matter: each sink must have one answer, else exit code 4 and the first row that differs.",
            "streamengine replay verify pipelines/demo.yaml --quick", "streamengine replay verify a.yaml --all --golden a.json")
    {
        Add(_files);
        Add(_batches);
        Add(_workers);
        Add(_paces);
        Add(_processes);
        Add(_quick);
        Add(_all);
        Add(_golden);
        Add(_write);
        Add(_folder);
        Add(_set);
        Add(_profile);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var files = parsed.GetValue(_files) ?? [];
        if (parsed.GetValue(_golden) is not null && files.Length > 1)
        {
            throw new UsageException("--golden holds the answer of one file: name one");
        }

        if (parsed.GetValue(_write) && parsed.GetValue(_golden) is null)
        {
            throw new UsageException("--write-golden: say where with --golden");
        }

        var given = parsed.GetValue(_folder);
        var folder = given ?? Directory.CreateTempSubdirectory("streamengine-verify-").FullName;
        try
        {
            var exit = ExitCodes.Ok;
            var told = new JsonArray();
            for (var i = 0; i < files.Length; i++)
            {
                exit = Math.Max(exit, await One(parsed, files[i], Path.Combine(folder, $"{i + 1}"), told));
            }

            if (parsed.GetValue(Json) && told.Count > 0)
            {
                Terminal.Out.WriteLine(JsonText.Of(files.Length == 1 ? told[0]! : new JsonObject { ["files"] = told }));
            }

            return exit;
        }
        finally
        {
            if (given is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private async Task<int> One(ParseResult parsed, string file, string folder, JsonArray told)
    {
        var kinds = Processes(parsed);
        var own = Matrix(parsed, Path.Combine(folder, "own"));
        var runs = new List<RunOutcome>();
        var isPipeline = file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        if (isPipeline)
        {
            var reader = new PipelineReader(_set.Read(parsed), parsed.GetValue(_profile));
            if (reader.BindOrTell(file, Terminal) is not { } first)
            {
                return ExitCodes.ConfigRefused;
            }

            if (first.IsTemplate)
            {
                throw new UsageException($"{file}: '{first.Name}' is a template: verify a pipeline that uses it");
            }

            if (kinds.Contains(ProcessKind.Own))
            {
                runs.AddRange(await new ReplayMatrix(() => reader.Again(file), own).Run(Progress(file)));
            }

            foreach (var kind in kinds.Where(kind => kind != ProcessKind.Own))
            {
                Say($"{file}: {kind.Build}, {kind.Gc} GC");
                runs.AddRange(await VerifyChild.Run(kind, ChildArguments(parsed, file, own, Path.Combine(folder, $"{kind.Build}-{kind.Gc}"))));
            }
        }
        else
        {
            runs.AddRange(await RecordingMatrix.Run(await Recording.Open(file), own, Progress(file)));
        }

        return await Judge(parsed, file, runs, told);
    }

    private async Task<int> Judge(ParseResult parsed, string file, List<RunOutcome> runs, JsonArray told)
    {
        var path = parsed.GetValue(_golden);
        var golden = path is null || parsed.GetValue(_write) ? null : Golden.Read(path);
        var verdict = await Verdict.Of(runs, golden, path ?? "");
        if (parsed.GetValue(Json))
        {
            told.Add(VerdictJson.Of(file, verdict));
        }
        else
        {
            Terminal.Out.Write(VerdictText.Of(file, verdict));
        }

        if (verdict.Disagreements.Count > 0)
        {
            return ExitCodes.GuaranteeNotMet;
        }

        if (!verdict.IsOne)
        {
            return ExitCodes.RunFailed;
        }

        if (path is not null && golden is null)
        {
            var whole = runs.First(r => r.Conditions.Stretch is null);
            new Golden(Path.GetFileName(file), whole.Sinks, null).Write(path, whole.Recordings);
            Say($"{path}: the answer is stored");
        }

        return ExitCodes.Ok;
    }

    private MatrixOptions Matrix(ParseResult parsed, string folder)
    {
        var quick = parsed.GetValue(_quick);
        var options = new MatrixOptions { Clock = TimeProvider.System, Build = ProcessKind.Own.Build, Gc = ProcessKind.Own.Gc, Folder = folder };
        return options with
        {
            Batches = Counts(parsed, _batches) ?? (quick ? [1, 1024] : options.Batches),
            Workers = Counts(parsed, _workers) ?? (quick ? [1, 2] : options.Workers),
            Paces = Paces(parsed.GetValue(_paces) ?? (parsed.GetValue(_all) ? AllPaces : "")),
        };
    }

    private static List<int>? Counts(ParseResult parsed, Option<string> option) => parsed.GetValue(option) is { } text
        ? [.. Split(text).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1 << 24 ? count
            : throw new UsageException($"{option.Name} {text}: '{part}' is no whole number from 1 to 16777216"))]
        : null;

    private static List<PacedStretch> Paces(string text) => [.. Split(text).Select(part =>
    {
        var colon = part.IndexOf(':');
        long? stretch = null;
        if (colon >= 0)
        {
            stretch = Duration.TryParse(part[(colon + 1)..], out var duration, out _) && duration.Nanoseconds > 0 ? duration.Nanoseconds
                : throw new UsageException($"--paces {text}: '{part[(colon + 1)..]}' is no duration such as 5s");
        }

        return PlaySpeed.TryParse(colon < 0 ? part : part[..colon], out var speed) && !speed.IsMax ? new PacedStretch(speed, stretch)
            : throw new UsageException($"--paces {text}: '{part}' is no speed such as 0.1x, 10x or 1x:20s");
    })];

    private List<ProcessKind> Processes(ParseResult parsed)
    {
        var text = parsed.GetValue(_processes);
        return text is null ? [ProcessKind.Own, .. ProcessKind.All.Values.Where(kind => parsed.GetValue(_all) && kind != ProcessKind.Own)]
            : [.. Split(text).Select(part => ProcessKind.All.GetValueOrDefault(part) ?? throw new UsageException($"--processes {text}: there is no '{part}'; there are: {string.Join(", ", ProcessKind.All.Keys)}"))];
    }

    /// <summary>What a child is told: the same matrix without paces, in a folder of its own.</summary>
    private IEnumerable<string> ChildArguments(ParseResult parsed, string file, MatrixOptions options, string folder) =>
    [
        "replay", "verify", file, "--json", "--folder", folder,
        "--batches", string.Join(',', options.Batches), "--workers", string.Join(',', options.Workers),
        .. _set.Read(parsed).SelectMany(s => new[] { "--set", $"{s.Key}={s.Value}" }),
        .. parsed.GetValue(_profile) is { } profile ? new[] { "--profile", profile } : [],
        .. (parsed.GetValue(Plugin) ?? []).SelectMany(p => new[] { "--plugin", p }),
    ];

    private Action<RunOutcome> Progress(string file)
    {
        var runs = 0;
        return outcome => Say(string.Create(CultureInfo.InvariantCulture, $"{file}: run {++runs}: {outcome.Conditions}: {outcome.Elapsed.TotalSeconds:0.0} s"));
    }

    private void Say(string line)
    {
        if (Terminal.IsErrorTerminal)
        {
            Terminal.Error.WriteLine(line);
        }
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
