using System.CommandLine;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Tapping;
using StreamEngine.Config;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>tap NODE</c>: rows of an edge of a running pipeline, and what its merges wait for.</summary>
internal sealed class TapVerb : Verb
{
    private readonly Argument<string?> _node = new("NODE") { Description = "the edge: node or node.port; none with --waits", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _where = new("--where") { HelpName = "EXPR", Description = "only rows for which this holds, as in a pipeline" };
    private readonly Option<long> _every = new("--every") { HelpName = "N", Description = "each N-th of them", DefaultValueFactory = _ => 1 };
    private readonly Option<long> _limit = new("--limit") { HelpName = "N", Description = "end after N rows; by default at the end of the run" };
    private readonly Option<bool> _waits = new("--waits") { Description = "say which input each merge waits for, and end" };
    private readonly Option<int?> _run = new("--run") { HelpName = "PID", Description = "the process, where several run" };
    private readonly Option<string?> _pipeline = new("--pipeline") { HelpName = "NAME", Description = "the pipeline, where several run" };

    public TapVerb(Terminal terminal)
        : base(terminal, "tap", "look at the rows of a running pipeline",
            "Shows rows that pass on an edge of a running pipeline of this user, and what its merges wait for. The run is not changed or held up: what passes faster is skipped and "
            + "counted. Exit code 0, 1 when the run broke off, 2 when there is no such run or edge.",
            "streamengine tap trades --where \"qty > 1\" --limit 20", "streamengine tap book --every 1000 --pipeline demo --json")
    {
        Add(_node);
        Add(_where);
        Add(_every);
        Add(_limit);
        Add(_waits);
        Add(_run);
        Add(_pipeline);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var node = parsed.GetValue(_node);
        if ((node is null) != parsed.GetValue(_waits))
        {
            throw new UsageException(node is null ? "NODE is missing; or say --waits" : "--waits is of the whole run; leave NODE out");
        }

        var (every, limit) = (parsed.GetValue(_every), parsed.GetValue(_limit));
        if (every < 1 || limit < 0)
        {
            throw new UsageException(every < 1 ? $"--every {every}: it must be 1 or more" : $"--limit {limit}: it must be 0 (no end) or more");
        }

        var request = new TapRequest(node, parsed.GetValue(_where), every, limit);
        return new TapClient(Terminal, parsed.GetValue(Json)).Tap(Choose(parsed), request);
    }

    private RunningRun Choose(ParseResult parsed)
    {
        var (pid, name) = (parsed.GetValue(_run), parsed.GetValue(_pipeline));
        var runs = RunFolder.Runs();
        var fitting = runs.Where(r => (pid is null || r.Pid == pid) && (name is null || r.IsOf(name))).ToList();
        if (fitting is [var only])
        {
            return only;
        }

        var asked = (pid, name) switch
        {
            (null, null) => "pipeline",
            (null, _) => $"pipeline {ProblemText.Quote(name)}",
            (_, null) => $"process {pid} with a pipeline",
            _ => $"process {pid} with pipeline {ProblemText.Quote(name)}",
        };
        throw new UsageException(runs.Count == 0 ? "no pipeline is running; streamengine run starts one"
            : fitting.Count == 0 ? $"no {asked} is running; running: {Named(runs)}"
            : $"several are running: {Named(fitting)}; choose one with --run PID{(name is null ? " or --pipeline NAME" : "")}");
    }

    private static string Named(IEnumerable<RunningRun> runs) => string.Join(", ", runs.Take(10).Select(r => $"{r.Pipeline} ({r.Pid})"));
}
