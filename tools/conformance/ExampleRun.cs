using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Conformance;

/// <summary>Runs the nodes of an example over rows that are given, and collects what comes out.</summary>
internal sealed class ExampleRun(OperatorRegistry registry, string head = "")
{
    private readonly StringBuilder _nodes = new();
    private readonly List<TestRows> _given = [];
    private readonly Dictionary<string, TestRows> _collected = new(StringComparer.Ordinal);

    /// <summary>The file as it is run.</summary>
    public string Text => $"version: 1\npipeline: test\n{head}\nnodes:\n{_nodes}";

    /// <summary>Gives the rows of a source node.</summary>
    public ExampleRun Given(string node, TestRows rows, int cutSeed = 0)
    {
        _given.Add(rows);
        return Nodes($"{node}: {{ test_rows: {{ rows: {rows.Name}, cut_seed: {cutSeed} }} }}");
    }

    /// <summary>Adds nodes, block style.</summary>
    public ExampleRun Nodes(string yaml)
    {
        foreach (var line in yaml.Split('\n'))
        {
            _nodes.Append("  ").Append(line).Append('\n');
        }

        return this;
    }

    /// <summary>Collects the rows of a port.</summary>
    public ExampleRun Collect(string port)
    {
        var rows = TestRows.Empty();
        _collected[port] = rows;
        return Nodes($"collect_{_collected.Count}: {{ from: {port}, test_collect: {rows.Name} }}");
    }

    /// <summary>Binds without running.</summary>
    /// <exception cref="BrokenPromiseException">The example is refused.</exception>
    public BoundPipeline Bind()
    {
        var problems = new Problems();
        var bound = PipelineFile.Bind("x.yaml", Encoding.UTF8.GetBytes(Text), registry, new BindSettings(), problems);
        GC.KeepAlive(this); // the text only names the rows
        Promise.Keep(bound is not null, $"the example is refused:\n{string.Join('\n', problems.InOrder().Select(ProblemText.Line))}\n{Text}");
        return bound;
    }

    /// <summary>Runs to the end.</summary>
    /// <exception cref="BrokenPromiseException">The example is refused, its run fails, or rows are unaccounted for.</exception>
    public ExampleRun Execute(RunOptions options)
    {
        var plan = Planner.Make(Bind());
        var summary = Task.Run(async () =>
        {
            await using var run = Run.Open(plan, options);
            return await run.Execute();
        }).GetAwaiter().GetResult();
        Promise.Keep(summary.Failure is null, $"the run failed: {summary.Failure}");
        Promise.Keep(summary.Unaccounted.Count == 0, string.Join("; ", summary.Unaccounted));
        return this;
    }

    /// <summary>Rows collected of a port.</summary>
    public IReadOnlyList<Dictionary<string, object?>> Rows(string port) => _collected[port].Rows;
}
