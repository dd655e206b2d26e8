using System.Text;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Redis;

/// <summary>A live run of nodes as a user writes them, until it is told to stop.</summary>
internal sealed class LivePipeline : IAsyncDisposable
{
    private readonly Run _run;
    private readonly Task<RunSummary> _running;
    private readonly StringWriter _console = new();

    public LivePipeline(string nodes)
    {
        var text = $"version: 1\npipeline: test\nnodes:\n{string.Concat(nodes.Split('\n').Select(line => $"  {line}\n"))}";
        var problems = new Problems();
        var bound = PipelineFile.Bind("test.yaml", Encoding.UTF8.GetBytes(text), PipelineRun.Registry, new BindSettings(), problems);
        Assert.True(bound is not null, string.Join('\n', problems.InOrder().Select(ProblemText.Line)) + "\n" + text);
        _run = Run.Open(Planner.Make(bound), new RunOptions { Clock = TimeProvider.System, Console = TextWriter.Synchronized(_console) });
        _running = Task.Run(_run.Execute);
    }

    /// <summary>What console sinks printed.</summary>
    public string Console => _console.ToString();

    /// <summary>Rows that came into a node.</summary>
    public long In(string node) => _run.Counters(node).In;

    /// <summary>A node as it stands.</summary>
    public async Task<NodeView> Look(string node) => (await _run.Look())[node];

    /// <summary>Waits until something is so; a run that fails meanwhile fails the test.</summary>
    public async Task Until(Func<bool> condition, string what)
    {
        for (var tries = 0; !condition(); tries++)
        {
            if (_running.IsCompleted)
            {
                Assert.Fail($"the run ended before: {what}: {(await _running).Failure}");
            }

            Assert.True(tries < 4_000, $"in vain: {what}");
            await Task.Delay(5);
        }
    }

    /// <summary>Stops the sources and lets everything be worked off.</summary>
    public async Task<RunSummary> Stop()
    {
        _run.Drain();
        var summary = await _running;
        Assert.True(summary.Failure is null, summary.Failure?.ToString());
        Assert.Empty(summary.Unaccounted);
        return summary;
    }

    /// <summary>How the run failed.</summary>
    public async Task<string> Failure() => (await _running).Failure switch
    {
        NodeFailedException { InnerException: RowFailedException row } => row.Reason,
        RowFailedException row => row.Reason,
        { } failure => failure.InnerException?.Message ?? failure.Message,
        null => "it did not fail",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _run.Drain();
        await _running;
        await _run.DisposeAsync();
    }
}
