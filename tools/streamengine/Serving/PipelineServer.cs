using System.Runtime.InteropServices;
using ModelContextProtocol.Server;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Tapping;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Serving;

namespace StreamEngine.Cli.Serving;

/// <summary>Runs a pipeline and answers from its report cache until told to stop. Standard output belongs to the protocol: everything else is printed to standard error.</summary>
internal sealed class PipelineServer(Terminal terminal)
{
    private volatile string _pipeline = "running";

    /// <summary>Runs and serves.</summary>
    /// <param name="file">The pipeline file.</param>
    /// <param name="values">What <c>--set</c> gave.</param>
    /// <param name="profile">The profile to run under; null for none.</param>
    /// <param name="port">The port to serve HTTP on, 0 for a free one; null to serve standard input and output.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">The pipeline file cannot be read, or the port is taken.</exception>
    /// <exception cref="UsageException">The pipeline has no report cache, or several.</exception>
    public async Task<int> Serve(string file, IReadOnlyDictionary<string, string> values, string? profile, int? port)
    {
        var mask = new SecretMask();
        if (new PipelineReader(values, profile, mask.Add).BindOrTell(file, terminal) is not { } bound)
        {
            return ExitCodes.ConfigRefused;
        }

        var cache = CacheOf(file, bound);
        var isReplay = bound.Clock == RunClock.Replay;
        var desk = new ReportDesk(cache, isReplay ? null : new ReportAgeing(cache.Options, TimeProvider.System), TimeProvider.System);
        var progress = new ProgressLine(terminal.Error, isTerminal: false);
        using var end = new CancellationTokenSource();
        await using var run = Run.Open(Planner.Make(bound), new RunOptions { Clock = TimeProvider.System, Console = terminal.Error, IsReplay = isReplay });
        await using var taps = TapServer.Open(run, bound, mask, progress.Line);
        using var signals = new DrainSignals(run, bound, progress);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => end.Cancel());
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => end.Cancel());
        await using var http = port is { } asked ? await HttpServer.Listen(asked, desk, () => HealthOf(cache)) : null;
        var running = Follow(run, progress);
        await (http is null ? OverStandardStreams(new ReportTool(desk).Server(), end.Token) : OverHttp(http, progress, end.Token));
        run.Drain();
        return await running;
    }

    private static ReportCacheSink CacheOf(string file, BoundPipeline bound)
    {
        var caches = bound.Nodes.Where(n => n.Instance is ReportCacheSink).ToList();
        return caches.Count switch
        {
            1 => (ReportCacheSink)caches[0].Instance!,
            0 => throw new UsageException($"{file}: nothing to serve: no node is a report_cache"),
            _ => throw new UsageException($"{file}: which reports to serve is not clear: {string.Join(", ", caches.Select(c => c.Name))} are each a report_cache; keep one"),
        };
    }

    private static async Task OverStandardStreams(McpServerOptions options, CancellationToken stop)
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
    }

    private static async Task OverHttp(HttpServer http, ProgressLine progress, CancellationToken stop)
    {
        progress.Line($"serving {http.Address}/get_report?symbol= and MCP at {http.Address}/mcp; Ctrl-C ends");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private ServerHealth HealthOf(ReportCacheSink cache)
    {
        try
        {
            var symbols = cache.Symbols(CancellationToken.None).AsTask();
            return new ServerHealth(_pipeline, "ok", symbols.IsCompletedSuccessfully ? symbols.Result.Count : 0);
        }
        catch (CacheUnavailableException)
        {
            return new ServerHealth(_pipeline, "unavailable", 0);
        }
    }

    /// <summary>Runs to the end of the sources and says so; what was built is served on.</summary>
    private async Task<int> Follow(Run run, ProgressLine progress)
    {
        var summary = await run.Execute();
        if (summary.Failure is not { } failure)
        {
            _pipeline = "ended";
            progress.Line("the sources have ended; the last reports are served on");
            return ExitCodes.Ok;
        }

        _pipeline = "failed";
        var told = RunError.Of(failure);
        progress.Line(told.Line);
        RunError.Trace(failure, terminal.Error);
        return told.ExitCode;
    }
}
