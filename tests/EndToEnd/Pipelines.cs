using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Runs pipeline files in this process, through the same steps as the command line; operators of the test kit are known beside the shipped ones.</summary>
internal static class Pipelines
{
    /// <summary>Runs a file to its end, which must be a good one with every row accounted for. Memory that is returned is overwritten, so a kept lent batch shows.</summary>
    public static RunSummary Run(string path, int batchMax, params (string Name, string Value)[] set)
    {
        var problems = new Problems();
        var bound = PipelineFile.Load(path, PipelineRun.Registry, new BindSettings { Params = set.ToDictionary(s => s.Name, s => s.Value) }, problems);
        Assert.True(bound is not null, string.Join('\n', problems.InOrder().Select(ProblemText.Line)));
        var summary = Task.Run(() => Execute(Planner.Make(bound!), batchMax)).GetAwaiter().GetResult();
        Assert.True(summary.Failure is null, summary.Failure?.ToString());
        Assert.Empty(summary.Unaccounted);
        return summary;
    }

    /// <summary>As above, with batches of the usual size.</summary>
    public static RunSummary Run(string path, params (string Name, string Value)[] set) => Run(path, 1024, set);

    /// <summary>The counters of a node.</summary>
    public static NodeCounters Counters(this RunSummary summary, string node) => summary.Nodes.Single(n => n.Name == node).Counters;

    private static async Task<RunSummary> Execute(Plan plan, int batchMax)
    {
        var options = new RunOptions { Clock = TimeProvider.System, Pool = new BufferPool(overwrite: true), BatchMax = batchMax };
        await using var run = StreamEngine.Runtime.Run.Open(plan, options);
        return await run.Execute();
    }
}
