using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Testing;

/// <summary>
/// Runs cases on replay time, each twice: with batches of the usual size and of one row. Both must give the same rows, so a case also shows that no result depends on how batches are cut.
/// </summary>
public sealed class CaseRunner(CaseSettings settings)
{
    private const int UsualBatch = 1024;
    private const int LedCount = 3;

    /// <summary>Runs one case.</summary>
    /// <param name="file">The file it stands in.</param>
    /// <param name="spec">The case.</param>
    /// <param name="problems">Receives what is wrong with the case or its pipeline; then nothing is run.</param>
    /// <param name="coverage">Told how many rows came out of each port; null when nobody asks.</param>
    public async Task<CaseResult> Run(CaseFile file, CaseSpec spec, Problems problems, CaseCoverage? coverage = null)
    {
        var bindProblems = new Problems();
        var pipeline = settings.BindPipeline(file, spec, bindProblems);
        if (pipeline is null)
        {
            return spec.Error is { } error ? OfBinding(file, spec, error, bindProblems) : Refused(file, spec, bindProblems, problems);
        }

        if (CaseBinder.Bind(spec, pipeline, problems) is not { } bound || await Rows(bound, problems) is not { } given)
        {
            return new CaseResult(file, spec, CaseStatus.Refused);
        }

        var work = new Work(file, bound, given);
        var watched = bound.Expectations.Select(e => (e.Port.Node, e.Port.Port)).ToHashSet();
        var usual = await Execute(work, watched, UsualBatch);
        var single = await Execute(work, watched, 1);
        var restarted = await Restarted(work, watched, usual);
        if (coverage is not null)
        {
            var ports = pipeline.Nodes.Where(n => !n.IsSink).SelectMany(n => n.Ports.Select((p, i) => (n.Name, i, p.IsDead))).Where(p => !p.IsDead).Select(p => (p.Name, p.i)).ToHashSet();
            coverage.Add(pipeline, bound, await Execute(work, ports, UsualBatch));
        }

        var failures = spec.Error is { } expected ? OfError(expected, usual) : await OfRows(work, usual, single, restarted);
        return new CaseResult(file, spec, failures.Count == 0 ? CaseStatus.Passed : CaseStatus.Failed) { Failures = failures };
    }

    /// <summary>The rows of a part of a file; null when they cannot be read (reported).</summary>
    public Task<IReadOnlyList<CaseRow>?> Slice(FileSlice slice, Data.Schema schema, Problems problems) => new SliceReader(settings, problems).Read(slice, schema);

    /// <summary>Looks up everything the cases of a file name, without running them. A case that expects its pipeline to be refused is looked at when it is run.</summary>
    public void Check(CaseFile file, Problems problems)
    {
        foreach (var spec in file.Cases)
        {
            var found = new Problems();
            if (settings.BindPipeline(file, spec, found) is { } pipeline)
            {
                CaseBinder.Bind(spec, pipeline, problems);
            }
            else if (spec.Error is null)
            {
                Refused(file, spec, found, problems);
            }
        }
    }

    private static CaseResult Refused(CaseFile file, CaseSpec spec, Problems found, Problems problems)
    {
        foreach (var problem in found)
        {
            problems.Add(AtParam(spec, problem));
        }

        return new CaseResult(file, spec, CaseStatus.Refused);
    }

    /// <summary>What is wrong with a param or profile of the case stands in the case, not on a command line.</summary>
    private static Problem AtParam(CaseSpec spec, Problem problem)
    {
        IEnumerable<(string Prefix, Span Place)> places = spec.ParamPlaces.Select(p => ($"--set {p.Key}: ", p.Value));
        foreach (var (prefix, place) in spec.Profile is { } profile ? places.Append(($"--profile {profile.Value}: ", profile.Span)) : places)
        {
            if (problem.Message.StartsWith(prefix, StringComparison.Ordinal))
            {
                return problem with { Span = place, Message = problem.Message[prefix.Length..] };
            }
        }

        return problem;
    }

    /// <summary>The pipeline is refused, as expected or for another reason. Every error must be the expected one, so that no other mistake hides behind it.</summary>
    private static CaseResult OfBinding(CaseFile file, CaseSpec spec, ExpectedError expected, Problems found)
    {
        var errors = found.InOrder().Where(p => p.Severity == Severity.Error).ToList();
        var other = errors.Find(p => !Fits(expected, p.Code, ProblemText.Line(p), $"{p.Span.Line}:{p.Span.Column}"));
        var failures = other is null ? [] : new[] { new CaseFailure(expected.Span, $"expected error {Told(expected)}, got {ProblemText.Line(other)}") };
        return new CaseResult(file, spec, failures.Length == 0 ? CaseStatus.Passed : CaseStatus.Failed) { Failures = failures };
    }

    private List<CaseFailure> OfError(ExpectedError expected, CaseRun run)
    {
        if (run.Summary.Failure is not { } failure)
        {
            return [new CaseFailure(expected.Span, $"expected error {Told(expected)}, but the run ended well")];
        }

        var error = settings.Tell(failure);
        return Fits(expected, error.Code, error.Text, PlaceIn(error.Place)) ? [] : [new CaseFailure(expected.Span, $"expected error {Told(expected)}, got {error.Text}")];
    }

    private async Task<List<CaseFailure>> OfRows(Work work, CaseRun usual, CaseRun single, IReadOnlyList<CaseRun> restarted)
    {
        var spec = work.Case.Spec;
        if (restarted.Prepend(single).Prepend(usual).Select(r => r.Summary.Failure).FirstOrDefault(f => f is not null) is { } failure)
        {
            return [new CaseFailure(spec.Span, $"the run failed: {settings.Tell(failure).Text}")];
        }

        if (restarted.Prepend(single).Prepend(usual).SelectMany(r => r.Summary.Unaccounted).FirstOrDefault() is { } lost)
        {
            return [new CaseFailure(spec.Span, $"rows without a fate: {lost}")];
        }

        var failures = new List<CaseFailure>();
        foreach (var expectation in work.Case.Expectations)
        {
            var key = (expectation.Port.Node, expectation.Port.Port);
            var (rows, alone) = (usual.Collected[key], single.Collected[key]);
            foreach (var found in RowComparison.Of(expectation, rows.Rows, rows.Count, rows.Hash))
            {
                failures.Add(found with { Led = found.IsRows ? await Led(work, expectation, found) : [] });
            }

            if (!rows.Same(alone))
            {
                failures.Add(new CaseFailure(expectation.Entry.Key.Span, $"{expectation.Port.Name}: other rows come when every batch has one row: a result depends on how batches are cut, which is a bug of an operator in front"));
            }
            else if (restarted.Any(r => !rows.Same(r.Collected[key])))
            {
                failures.Add(new CaseFailure(expectation.Entry.Key.Span, $"{expectation.Port.Name}: other rows come when the run is restarted at {string.Join(", ", work.Restarts.Select(CaseTime.Text))}: a node does not save and load all it knows, which is a bug of an operator in front"));
            }
        }

        return failures;
    }

    private async Task<IReadOnlyList<GivenRows>?> Rows(BoundCase bound, Problems problems)
    {
        var given = new List<GivenRows>();
        foreach (var port in bound.Given)
        {
            var rows = port.Slice is { } slice ? await new SliceReader(settings, problems).Read(slice, port.Port.Schema) : port.Rows;
            if (rows is null)
            {
                return null;
            }

            given.Add(new GivenRows(port.Port, rows, port.Frontiers));
        }

        return given;
    }

    private async Task<CaseRun> Execute(Work work, IReadOnlySet<(string Node, int Port)> watched, int batch)
    {
        var pipeline = Bound(work);
        var graph = CaseGraph.Of(pipeline, work.Given, new CaseSpan(null, work.Case.Spec.UntilNs, IsLast: true), watched);
        await using var run = Runtime.Run.Open(Planner.Make(graph.Pipeline), new RunOptions { Clock = settings.Clock, BatchMax = batch, IsReplay = true });
        return new CaseRun(graph.Collected, await run.Execute());
    }

    /// <summary>The case with its restarts: with usual batches and with those of one row; nothing without restarts, or when the run fails anyway.</summary>
    private async Task<IReadOnlyList<CaseRun>> Restarted(Work work, IReadOnlySet<(string Node, int Port)> watched, CaseRun usual) =>
        work.Restarts.Count == 0 || usual.Summary.Failure is not null ? [] : [await Restarted(work, watched, UsualBatch), await Restarted(work, watched, 1)];

    private async Task<CaseRun> Restarted(Work work, IReadOnlySet<(string Node, int Port)> watched, int batch)
    {
        IReadOnlyDictionary<string, byte[]> state = new Dictionary<string, byte[]>();
        CaseGraph? graph = null;
        long? after = null;
        foreach (var restart in work.Restarts)
        {
            graph = CaseGraph.Of(Bound(work), work.Given, new CaseSpan(after, restart, IsLast: false), watched, graph);
            await using var run = Runtime.Run.Open(Planner.Make(graph.Pipeline, workers: 1), new RunOptions { Clock = settings.Clock, BatchMax = batch });
            run.Load(state);
            var summary = await run.Execute();
            if (summary.Failure is not null || summary.Unaccounted.Count > 0)
            {
                return new CaseRun(graph.Collected, summary);
            }

            state = run.Save();
            after = restart;
        }

        graph = CaseGraph.Of(Bound(work), work.Given, new CaseSpan(after, work.Case.Spec.UntilNs, IsLast: true), watched, graph);
        await using var last = Runtime.Run.Open(Planner.Make(graph.Pipeline, workers: 1), new RunOptions { Clock = settings.Clock, BatchMax = batch });
        last.Load(state);
        return new CaseRun(graph.Collected, await last.Execute());
    }

    /// <summary>The pipeline, bound anew each time: operators hold what binding told them.</summary>
    private BoundPipeline Bound(Work work) =>
        settings.BindPipeline(work.File, work.Case.Spec, new Problems()) ?? throw new InvalidOperationException("a pipeline that bound is refused the second time: a bug in the engine");

    /// <summary>The rows given, and those that came into the node, up to the first difference.</summary>
    private async Task<IReadOnlyList<LedRows>> Led(Work work, Expectation expectation, CaseFailure failure)
    {
        var until = failure.Differences.Count > 0 && failure.Differences[0].Got is { } row ? row.At : long.MaxValue;
        var led = new List<LedRows>();
        foreach (var given in work.Case.Given)
        {
            var rows = work.Given.First(g => g.Port == given.Port).Rows;
            led.Add(Last(given.Port.Name, given.Port.Schema, given.Columns, rows, until, isGiven: true));
        }

        var pipeline = settings.BindPipeline(work.File, work.Case.Spec, new Problems())!;
        var node = pipeline.Nodes.First(n => n.Name == expectation.Port.Node);
        var inputs = Inputs(node).Where(p => !work.Given.Any(g => g.Port.Node == p.Node.Name)).ToList();
        if (inputs.Count == 0 || work.Given.Any(g => g.Port.Node == node.Name))
        {
            return led;
        }

        var run = await Execute(work, inputs.Select(p => (p.Node.Name, p.Port)).ToHashSet(), 1);
        foreach (var input in inputs)
        {
            led.Add(Last(input.ToString(), input.Node.Ports[input.Port].Schema, [], run.Collected[(input.Node.Name, input.Port)].Rows, until, isGiven: false));
        }

        return led;
    }

    private static IEnumerable<PortRef> Inputs(BoundNode node) =>
        (node.IsSink ? node.Inputs.SelectMany(r => r.Ports).SelectMany(p => Inputs(p.Node)) : node.Inputs.SelectMany(r => r.Ports)).Distinct();

    private static LedRows Last(string port, Schema schema, IReadOnlyList<string> columns, IReadOnlyList<CaseRow> rows, long until, bool isGiven)
    {
        var before = rows.Where(r => r.At <= until).ToList();
        var last = before.TakeLast(LedCount).ToList();
        var shown = columns.Count > 0 ? columns
            : [.. schema.Fields.Where((f, i) => f.Name is not ("ts_recv" or "venue") && last.Exists(r => r.Values[i] is not null)).Select(f => f.Name)];
        return new LedRows(port, schema, shown, last, before.Count, isGiven);
    }

    private static bool Fits(ExpectedError expected, string code, string text, string? place) =>
        code == expected.Code && (expected.At is null || expected.At == place) && (expected.Contains is null || text.Contains(expected.Contains, StringComparison.Ordinal));

    private static string Told(ExpectedError expected) =>
        expected.Code + (expected.At is null ? "" : $" at {expected.At}") + (expected.Contains is null ? "" : $" with {ProblemText.Quote(expected.Contains)}");

    /// <summary><c>line:column</c> of <c>file:line:column</c>.</summary>
    private static string? PlaceIn(string? place) => place is null ? null : string.Join(':', place.Split(':')[^2..]);

    private sealed record Work(CaseFile File, BoundCase Case, IReadOnlyList<GivenRows> Given)
    {
        /// <summary>Stream times of restarts, ascending.</summary>
        public IReadOnlyList<long> Restarts { get; } = [.. Case.Given.SelectMany(g => g.Restarts).Where(r => !(r >= Case.Spec.UntilNs)).Distinct().Order()];
    }
}
