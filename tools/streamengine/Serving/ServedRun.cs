using StreamEngine.Graph;
using StreamEngine.Sources;
using StreamEngine.Serving;

namespace StreamEngine.Cli.Serving;

/// <summary>The run whose reports are served, as those who answer see it.</summary>
internal sealed class ServedRun(BoundPipeline pipeline, string cacheNode, IReportCache cache, RunWatch watch, TimeProvider clock)
{
    private const long NsPerTick = 100;
    private const long SilentNs = 5_000_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(80);

    private volatile string _state = "running";

    /// <summary>Name of the pipeline.</summary>
    public string Name => pipeline.Name;

    /// <summary>The node that keeps the reports.</summary>
    public string CacheNode => cacheNode;

    /// <summary><c>live</c> or <c>replay</c>.</summary>
    public string Clock => pipeline.Clock == RunClock.Replay ? "replay" : "live";

    /// <summary><c>running</c>, <c>ended</c> (its sources have, the last reports are served on) or <c>failed</c>.</summary>
    public string State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Whether a source of it makes markets up.</summary>
    public bool IsSimulated { get; } = pipeline.Nodes.Any(n => n.Options is MarketSimulatorOptions { Symbols.Count: > 0 });

    /// <summary>The newest look at it.</summary>
    public RunSample Sample => watch.Sample;

    /// <summary>A new look at it.</summary>
    public Task<RunSample> Look() => watch.Look();

    /// <summary>How its parts are; told within 100 ms.</summary>
    public async Task<ServerHealth> Health()
    {
        try
        {
            return new ServerHealth(_state, "ok", Sources, (await cache.Symbols(CancellationToken.None).AsTask().WaitAsync(Patience, clock)).Count);
        }
        catch (CacheUnavailableException)
        {
            return new ServerHealth(_state, "unavailable", Sources, 0);
        }
        catch (TimeoutException)
        {
            return new ServerHealth(_state, "slow", Sources, 0);
        }
    }

    /// <summary><c>ok</c>, <c>silent</c> when no event has come for 5 s, or <c>ended</c>; in a replay, where no clock judges, never silent.</summary>
    private string Sources => _state != "running" ? "ended"
        : Clock == "replay" || (Sample.View.StreamTime is { } newest && (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NsPerTick - newest < SilentNs) ? "ok"
        : "silent";
}
