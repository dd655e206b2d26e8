using System.Text;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Bench;

/// <summary>Runs pipelines from their text.</summary>
internal static class Pipelines
{
    private static readonly OperatorRegistry Registry = new(typeof(Sources.MarketSimulator).Assembly, typeof(Pipelines).Assembly);

    /// <summary>Binds and plans nodes.</summary>
    /// <exception cref="InvalidOperationException">The text is refused.</exception>
    public static Plan Plan(string nodes)
    {
        var lines = string.Join('\n', nodes.Split('\n').Select(line => "  " + line));
        var text = $"version: 1\npipeline: bench\ntime: {{ lateness: 50ms }}\nnodes:\n{lines}\n";
        var problems = new Problems();
        var bound = PipelineFile.Bind("bench.yaml", Encoding.UTF8.GetBytes(text), Registry, new BindSettings(), problems);
        return bound is null ? throw new InvalidOperationException(string.Join('\n', problems.InOrder().Select(ProblemText.Line))) : Planner.Make(bound);
    }

    /// <summary>Runs a plan to its end.</summary>
    /// <param name="plan">The plan; once only, operators keep their state.</param>
    /// <param name="options">Pool and dictionaries to go on with; null for new ones.</param>
    /// <param name="opened">Told the run before it starts.</param>
    /// <exception cref="InvalidOperationException">The run failed, or a row has no fate.</exception>
    public static async Task<RunSummary> Run(Plan plan, RunOptions? options = null, Action<Run>? opened = null)
    {
        await using var run = StreamEngine.Runtime.Run.Open(plan, options ?? New());
        opened?.Invoke(run);
        var summary = await run.Execute();
        if (summary.Failure is not null)
        {
            throw new InvalidOperationException("the run failed", summary.Failure);
        }

        return summary.Unaccounted.Count == 0 ? summary : throw new InvalidOperationException($"rows without a fate: {string.Join("; ", summary.Unaccounted)}");
    }

    /// <summary>Runs a pipeline file to its end.</summary>
    /// <exception cref="InvalidOperationException">The file is refused, the run failed, or a row has no fate.</exception>
    public static Task<RunSummary> RunFile(string path, params (string Name, string Value)[] set) => Run(PlanFile(path, set));

    /// <summary>Binds and plans a pipeline file.</summary>
    /// <exception cref="InvalidOperationException">The file is refused.</exception>
    public static Plan PlanFile(string path, params (string Name, string Value)[] set) => PlanFile(path, null, set);

    /// <summary>Binds and plans a pipeline file under one of its profiles.</summary>
    /// <exception cref="InvalidOperationException">The file is refused.</exception>
    public static Plan PlanFile(string path, string? profile, (string Name, string Value)[] set)
    {
        var problems = new Problems();
        var bound = PipelineFile.Load(path, Registry, new BindSettings { Profile = profile, Params = set.ToDictionary(s => s.Name, s => s.Value) }, problems);
        return bound is null ? throw new InvalidOperationException(string.Join('\n', problems.InOrder().Select(ProblemText.Line))) : Planner.Make(bound);
    }

    /// <summary>Binds and plans a pipeline file for so many workers, whatever its nodes say.</summary>
    /// <exception cref="InvalidOperationException">The file is refused.</exception>
    public static Plan PlanFile(string path, int workers) => PlanText(path, File.ReadAllText(path), workers);

    /// <summary>Binds and plans a whole file's text.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="workers">By how many workers nodes with <c>parallel</c> are run; null for what they say.</param>
    /// <param name="set">Parameters.</param>
    /// <exception cref="InvalidOperationException">The text is refused.</exception>
    public static Plan PlanText(string path, string text, int? workers, params (string Name, string Value)[] set)
    {
        var problems = new Problems();
        var bound = PipelineFile.Bind(path, Encoding.UTF8.GetBytes(text), Registry, new BindSettings { Params = set.ToDictionary(s => s.Name, s => s.Value) }, problems);
        return bound is null ? throw new InvalidOperationException(string.Join('\n', problems.InOrder().Select(ProblemText.Line))) : Planner.Make(bound, workers);
    }

    /// <summary>Options with a pool and dictionaries of their own.</summary>
    public static RunOptions New() => new() { Clock = TimeProvider.System };

    /// <summary>The same for a run under the clock <c>replay</c>.</summary>
    public static RunOptions NewReplay() => New() with { IsReplay = true };
}
