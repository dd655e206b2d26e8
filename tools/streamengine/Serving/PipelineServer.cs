using System.Runtime.InteropServices;
using ModelContextProtocol.Server;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Serving.Metrics;
using StreamEngine.Cli.Tapping;
using StreamEngine.Features;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Serving;

namespace StreamEngine.Cli.Serving;

/// <summary>Runs a pipeline and answers from its report cache until told to stop. Standard output belongs to the protocol: everything else is printed to standard error.</summary>
internal sealed class PipelineServer(Terminal terminal)
{
    private volatile bool _isEnding;

    /// <summary>Runs and serves.</summary>
    /// <param name="file">The pipeline file.</param>
    /// <param name="values">What <c>--set</c> gave.</param>
    /// <param name="profile">The profile to run under; null for none.</param>
    /// <param name="port">The port to serve HTTP on, 0 for a free one; null to serve standard input and output.</param>
    /// <param name="screen">What is shown while HTTP is served, until told to stop, and the exit code of that; null for the address alone.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">The pipeline file cannot be read, or the port is taken.</exception>
    /// <exception cref="UsageException">The pipeline has no report cache, or several.</exception>
    public async Task<int> Serve(string file, IReadOnlyDictionary<string, string> values, string? profile, int? port, Func<ListeningServer, CancellationToken, Task<int>>? screen = null)
    {
        var mask = new SecretMask();
        if (new PipelineReader(values, profile, mask.Add).BindOrTell(file, terminal) is not { } bound)
        {
            return ExitCodes.ConfigRefused;
        }

        var cacheNode = CacheOf(file, bound);
        var cache = (ReportCacheSink)cacheNode.Instance!;
        var isReplay = bound.Clock == RunClock.Replay;
        var desk = new ReportDesk(cache, isReplay ? null : new ReportAgeing(cache.Options, TimeProvider.System), TimeProvider.System);
        var progress = new ProgressLine(terminal.Error, isTerminal: false);
        using var end = new CancellationTokenSource();
        await using var run = Run.Open(Planner.Make(bound), new RunOptions { Clock = TimeProvider.System, Console = terminal.Error, IsReplay = isReplay, MeasuresTime = port is not null });
        await using var taps = TapServer.Open(run, bound, mask, progress.Line);
        using var signals = new DrainSignals(run, bound, progress);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => end.Cancel());
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => end.Cancel());
        await using var watch = await RunWatch.Begin(run, TimeProvider.System);
        var served = new ServedRun(bound, cacheNode.Name, cache, watch, TimeProvider.System);
        using var meter = new ServingMeter();
        await using var http = port is { } asked ? await HttpServer.Listen(asked, Routes(desk, served, cache, meter, bound), meter, progress.Line) : null;
        var running = Follow(run, served, progress);
        var code = http is null
            ? await OverStandardStreams(new ReportTool(desk).Server(), end.Token)
            : await (screen ?? Shown(progress))(new ListeningServer(http.Address, bound, desk, served), end.Token);
        _isEnding = true;
        run.Drain();
        var ran = await running;
        return ran == ExitCodes.Ok ? code : ran;
    }

    private static BoundNode CacheOf(string file, BoundPipeline bound)
    {
        var caches = bound.Nodes.Where(n => n.Instance is ReportCacheSink).ToList();
        return caches.Count switch
        {
            1 => caches[0],
            0 => throw new UsageException($"{file}: nothing to serve: no node is a report_cache"),
            _ => throw new UsageException($"{file}: which reports to serve is not clear: {string.Join(", ", caches.Select(c => c.Name))} are each a report_cache; keep one"),
        };
    }

    /// <summary>What can be asked for over HTTP, in the order in which it is listed.</summary>
    private static RouteTable Routes(ReportDesk desk, ServedRun run, IReportCache cache, ServingMeter meter, BoundPipeline bound) => new(
    [
        .. new ReportRoutes(desk).All,
        .. new RunRoutes(run).All,
        .. new MetricsRoutes(run, cache, meter, TimeProvider.System).All,
        .. new McpEndpoint(new ReportTool(desk), meter).All,
        .. new PageRoutes(ReportDefinitions.Json(PipelineReader.Operators.All, WeightsOf(bound))).All,
    ]);

    private static HealthWeights WeightsOf(BoundPipeline bound) => bound.Nodes.Select(n => n.Options).OfType<HealthOptions>().FirstOrDefault()?.Weights ?? new HealthWeights();

    private static async Task<int> OverStandardStreams(McpServerOptions options, CancellationToken stop)
    {
        await using var transport = new StdioServerTransport(options);
        await using var server = McpServer.Create(transport, options);
        try
        {
            await server.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // asked to stop: the client sees the end of the stream
        }

        return ExitCodes.Ok;
    }

    /// <summary>Says where it listens, and waits.</summary>
    private static Func<ListeningServer, CancellationToken, Task<int>> Shown(ProgressLine progress) => async (server, stop) =>
    {
        progress.Line($"serving {server.Address}/get_report?symbol= and MCP at {server.Address}/mcp, a page at {server.Address}/; Ctrl-C ends");
        await ListeningServer.Until(stop);
        return ExitCodes.Ok;
    };

    /// <summary>Runs to the end of the sources and says so; what was built is served on.</summary>
    private async Task<int> Follow(Run run, ServedRun served, ProgressLine progress)
    {
        var summary = await run.Execute();
        if (summary.Failure is not { } failure)
        {
            served.State = "ended";
            if (!_isEnding)
            {
                progress.Line("the sources have ended; the last reports are served on");
            }

            return ExitCodes.Ok;
        }

        served.State = "failed";
        var told = RunError.Of(failure);
        progress.Line(told.Line);
        RunError.Trace(failure, terminal.Error);
        return told.ExitCode;
    }
}
