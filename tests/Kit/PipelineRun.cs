using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Kit;

/// <summary>Runs nodes as a user writes them, over rows a test gives, and collects what comes out.</summary>
public sealed class PipelineRun(OperatorRegistry? registry = null)
{
    /// <summary>The shipped operators and those of the test kit.</summary>
    public static readonly OperatorRegistry Registry = new(typeof(global::StreamEngine.Sources.CaptureFile).Assembly, typeof(RowsSource).Assembly, typeof(PipelineRun).Assembly);

    private readonly StringBuilder _nodes = new();
    private readonly List<TestRows> _given = [];
    private readonly Dictionary<string, TestRows> _collected = new(StringComparer.Ordinal);

    /// <summary>What the run is handed; its pool overwrites what is returned, so a kept lent batch shows.</summary>
    public RunOptions Options { get; init; } = new() { Clock = TimeProvider.System, Pool = new BufferPool(overwrite: true) };

    /// <summary>Text in front of <c>nodes</c>, such as <c>time</c>.</summary>
    public string Head { get; init; } = "";

    /// <summary>By how many workers nodes with <c>parallel</c> are run; null for what they say.</summary>
    public int? Workers { get; init; }

    /// <summary>The summary of the last run.</summary>
    public RunSummary Summary { get; private set; } = null!;

    /// <summary>Gives the rows of a source node.</summary>
    public PipelineRun Given(string node, Schema schema, params IEnumerable<Dictionary<string, object?>> rows)
    {
        var given = new TestRows(schema, [.. rows]);
        _given.Add(given);
        return Nodes($"{node}: {{ test_rows: {given.Name} }}");
    }

    /// <summary>Adds nodes, block style.</summary>
    public PipelineRun Nodes(string yaml)
    {
        foreach (var line in yaml.Split('\n'))
        {
            _nodes.Append("  ").Append(line).Append('\n');
        }

        return this;
    }

    /// <summary>Collects the rows of a port.</summary>
    public PipelineRun Collect(string port)
    {
        var rows = TestRows.Empty();
        _collected[port] = rows;
        return Nodes($"collect_{_collected.Count}: {{ from: {port}, test_collect: {rows.Name} }}");
    }

    /// <summary>The file as it would be run.</summary>
    public string Text => $"version: 1\npipeline: test\n{Head}\nnodes:\n{_nodes}";

    /// <summary>Binds; null when the text is refused.</summary>
    public BoundPipeline? Bind(Problems problems)
    {
        var bound = PipelineFile.Bind("test.yaml", Encoding.UTF8.GetBytes(Text), registry ?? Registry, new BindSettings(), problems);
        GC.KeepAlive(this); // the text only names the rows
        return bound;
    }

    /// <summary>Binds without running; the problems as lines.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new Problems();
        Bind(problems);
        return [.. problems.InOrder().Select(ProblemText.Line)];
    }

    /// <summary>Runs to the end; a refused file or failed run fails the test.</summary>
    public PipelineRun Execute()
    {
        Try();
        Assert.True(Summary.Failure is null, Summary.Failure?.ToString());
        Assert.Empty(Summary.Unaccounted);
        return this;
    }

    /// <summary>Runs to the end, whatever it is.</summary>
    public RunSummary Try()
    {
        var plan = Planned();
        foreach (var collected in _collected.Values)
        {
            collected.Rows.Clear();
        }

        Summary = Options.Scheduler is SeededScheduler seeded ? seeded.RunToEnd(() => Run(plan)) : Task.Run(() => Run(plan)).GetAwaiter().GetResult();
        return Summary;
    }

    /// <summary>The plan of the file; a refused file fails the test.</summary>
    public Plan Planned()
    {
        var problems = new Problems();
        var bound = Bind(problems);
        Assert.True(bound is not null, string.Join('\n', problems.InOrder().Select(ProblemText.Line)) + "\n" + Text);
        return Planner.Make(bound!, Workers);
    }

    /// <summary>Rows collected of a port.</summary>
    public IReadOnlyList<Dictionary<string, object?>> Rows(string port) => _collected[port].Rows;

    /// <summary>One column of the rows collected of a port.</summary>
    public IReadOnlyList<object?> Column(string port, string column) => [.. Rows(port).Select(r => r[column])];

    private async Task<RunSummary> Run(Plan plan)
    {
        await using var run = StreamEngine.Runtime.Run.Open(plan, Options);
        if (Options.Scheduler is SeededScheduler seeded)
        {
            seeded.Describe = () => string.Join("; ", run.EdgeStates());
        }

        return await run.Execute();
    }
}
