using System.Globalization;
using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Conformance;

/// <summary>What every operator owes (DESIGN § 5), checked on its examples. Throws on the first promise that is broken.</summary>
public sealed partial class Suite(OperatorRegistry registry, OperatorDescription verb, int seed)
{
    private readonly OperatorRegistry _registry = registry.Find("test_rows", hasInputs: false) is null ? registry.With(typeof(RowsSource).Assembly) : registry;

    private const int StretchedTime = 1000;

    private static readonly int[] Cuts = [1, 7, 1024, 65_536];

    /// <summary>The promises, in the order they are checked.</summary>
    private IReadOnlyList<(string Name, Action<string> Check)> Promises =>
    [
        ("runs and accounts for every row", RunsAndAccounts),
        ("gives the same for any cut of the batches", AnyCutGivesTheSame),
        ("gives the same by several workers", SeveralWorkersGiveTheSame),
        ("keeps no lent batch", KeepsNoLentBatch),
        ("goes on the same from a saved state", SaveAndLoadContinue),
        ("keeps its state bounded", StateStaysBounded),
        ("refuses malformed options at their place", RefusesMalformedOptions),
        ("stops when told", StopsWhenTold),
    ];

    /// <summary>Every promise, on every example.</summary>
    /// <exception cref="BrokenPromiseException">The first that is broken.</exception>
    public void CheckAll()
    {
        foreach (var result in Check())
        {
            Promise.Keep(result.Broken is null, $"{verb.Name} {result.Promise}: no: {result.Broken}");
        }
    }

    /// <summary>Every promise, on every example, one by one.</summary>
    public IEnumerable<PromiseResult> Check()
    {
        if (verb.Examples.Count == 0)
        {
            yield return new PromiseResult("has an example", "", $"{verb.Name} has no example");
        }

        foreach (var example in verb.Examples)
        {
            foreach (var (name, check) in Promises)
            {
                yield return new PromiseResult(name, example, Broken(check, example));
            }
        }
    }

    /// <summary>The example validates and runs, every row has a fate, nothing lent is kept and no array is lost.</summary>
    public void RunsAndAccounts(string example)
    {
        using var folder = new ExampleFolder();
        var pool = new BufferPool(overwrite: true);
        var overwritten = Execute(example, folder, 100, pool);
        Promise.Keep(pool.Rented == 0, $"{verb.Name}: {pool.Rented} arrays were not given back");
        var plain = Execute(example, folder, 100, new BufferPool());
        Same(plain, overwritten, "with a pool that overwrites what is returned");
    }

    /// <summary>Batches of 1 to 65,536 rows and random cuts give the same rows, with the same stream times.</summary>
    public void AnyCutGivesTheSame(string example)
    {
        using var folder = new ExampleFolder();
        var expected = Execute(example, folder, 1024, new BufferPool());
        foreach (var cut in Cuts)
        {
            Same(expected, Execute(example, folder, cut, new BufferPool(overwrite: true)), $"with batches of {cut}");
        }

        var random = new Random(seed);
        for (var i = 0; i < 5; i++)
        {
            var cutSeed = random.Next(1, int.MaxValue);
            Same(expected, Execute(example, folder, 1024, new BufferPool(overwrite: true), cutSeed), $"cut at random (seed {cutSeed})");
        }
    }

    /// <summary>Shared out to three workers by key, a keyed example gives the same rows in the same order, with the same stream times; or it says that it cannot be shared out.</summary>
    public void SeveralWorkersGiveTheSame(string example)
    {
        const string Key = "key:";
        if (verb.Kind is OperatorKind.Source or OperatorKind.Sink || !example.Contains(Key, StringComparison.Ordinal))
        {
            return;
        }

        using var folder = new ExampleFolder();
        var at = example.IndexOf(Key, StringComparison.Ordinal);
        var line = example.LastIndexOf('\n', at) + 1;
        var shared = example.Insert(at, string.IsNullOrWhiteSpace(example[line..at]) ? $"parallel: 3\n{example[line..at]}" : "parallel: 3, ");
        if (Refused(shared, folder) is { } code)
        {
            Promise.Keep(code == "SE3021", $"{verb.Name}: with parallel it is refused by {code}");
            return;
        }

        var expected = Execute(example, folder, 1024, new BufferPool());
        foreach (var cut in new[] { 1, 50, 1024 })
        {
            Same(expected, Execute(shared, folder, cut, new BufferPool(overwrite: true)), $"by three workers, with batches of {cut}");
        }
    }

    private string? Refused(string example, ExampleFolder folder)
    {
        var problems = new Problems();
        PipelineFile.Bind("x.yaml", Encoding.UTF8.GetBytes(Read(example, folder).Text), _registry, new BindSettings(), problems);
        return problems.HasErrors ? problems.InOrder().First().Code : null;
    }

    /// <summary>Rows handed over one by one and fifty by fifty give the same, on arrays overwritten as soon as the call that lent them returns.</summary>
    public void KeepsNoLentBatch(string example)
    {
        if (verb.Kind is not (OperatorKind.Source or OperatorKind.Sink))
        {
            using var folder = new ExampleFolder();
            Equal(Drive(example, folder, 0, chunk: 50), Drive(example, folder, 0), $"{verb.Name} on lent batches that are overwritten behind each row");
        }
    }

    /// <summary>A state saved at any point and loaded into a new instance goes on the same.</summary>
    public void SaveAndLoadContinue(string example)
    {
        using var folder = new ExampleFolder();
        if (verb.Kind == OperatorKind.Source)
        {
            SourceContinues(example, folder);
        }
        else if (verb.Kind != OperatorKind.Sink)
        {
            OperatorContinues(example, folder);
        }
    }

    /// <summary>Over twice the rows, spread over minutes so that windows fill, the saved state does not grow with the rows.</summary>
    public void StateStaysBounded(string example)
    {
        if (verb.Kind is OperatorKind.Source or OperatorKind.Sink)
        {
            return;
        }

        using var folder = new ExampleFolder();
        var sizes = new List<int>();
        Drive(example, folder, 0, StretchedTime, watch: (i, of, drive) =>
        {
            if (i == of / 2 || i == of - 1)
            {
                sizes.Add(drive.Save().Length);
            }
        });
        Promise.Keep(sizes[1] <= sizes[0] + sizes[0] / 2 + 512, $"{verb.Name}: the state grew from {sizes[0]} bytes at half of the rows to {sizes[1]} at their end");
    }

    /// <summary>An unknown option, a value of the wrong shape and one outside its range are refused at their place.</summary>
    public void RefusesMalformedOptions(string example)
    {
        var name = verb.Name;
        Refuses(Mutate(example, name, "surely_not_an_option: 1"), "surely_not_an_option", "SE2");
        foreach (var option in OptionsDescription.Of(verb.OptionsType))
        {
            Refuses(Mutate(example, name, $"{option.Name}: {{ not: {{ a: value }} }}"), option.Name, "SE2");
        }
    }

    /// <summary>A run that is told to stop ends, and every row it took has a fate or is pending.</summary>
    public void StopsWhenTold(string example)
    {
        using var folder = new ExampleFolder();
        var scheduler = new SeededScheduler(seed);
        var bound = Read(example, folder).Bind();
        var waitsOutside = example.Contains("$redis", StringComparison.Ordinal); // for a server, which no seed makes answer
        var summary = waitsOutside ? Task.Run(() => Stopped(bound, TaskScheduler.Default)).GetAwaiter().GetResult() : scheduler.RunToEnd(() => Stopped(bound, scheduler));
        Promise.Keep(summary.Failure is null, $"{verb.Name}: {summary.Failure}");
        Promise.Keep(summary.Unaccounted.Count == 0, $"{verb.Name}, stopped: {string.Join("; ", summary.Unaccounted)}");
    }

    private static async Task<RunSummary> Stopped(BoundPipeline bound, TaskScheduler scheduler)
    {
        await using var run = Run.Open(Planner.Make(bound), new RunOptions { Clock = TimeProvider.System, Scheduler = scheduler, BatchMax = 3 });
        var execution = run.Execute();
        run.Drain();
        return await execution;
    }

    /// <summary>What came instead of a kept promise; an exception of the operator is that, too.</summary>
    private static string? Broken(Action<string> check, string example)
    {
        try
        {
            check(example);
            return null;
        }
        catch (BrokenPromiseException broken)
        {
            return broken.Message;
        }
        catch (Exception failure)
        {
            return $"{failure.GetType().Name}: {failure.Message}";
        }
    }

    private void Refuses(string yaml, string option, string family)
    {
        using var folder = new ExampleFolder();
        var problems = new Problems();
        var text = Read(yaml, folder).Text;
        PipelineFile.Bind("x.yaml", Encoding.UTF8.GetBytes(text), _registry, new BindSettings(), problems);
        var found = problems.FirstOrDefault(p => p.Code.StartsWith(family, StringComparison.Ordinal) && p.Message.Contains(option, StringComparison.Ordinal));
        Promise.Keep(found is not null, $"{verb.Name}: option '{option}' was not refused:\n{yaml}\n{string.Join('\n', problems.Select(ProblemText.Line))}");
        var line = text.Split('\n')[found.Span.Line - 1];
        Promise.Keep(line.Contains(verb.Name, StringComparison.Ordinal), $"{verb.Name}: the place of '{option}' is line {found.Span.Line}: {line}");
    }

    /// <summary>Puts one more (or another) option into the verb's flow map.</summary>
    private static string Mutate(string example, string name, string option)
    {
        var key = option[..option.IndexOf(':', StringComparison.Ordinal)];
        var verbAt = example.IndexOf(name + ":", example.IndexOf("x:", StringComparison.Ordinal) + 2, StringComparison.Ordinal) + name.Length + 1;
        var open = example.IndexOf('{', verbAt);
        var rest = example[verbAt..].TrimStart();
        if (!rest.StartsWith('{'))
        {
            var end = rest.IndexOfAny([',', '}']);
            return example[..verbAt] + " { " + option + " }" + rest[end..];
        }

        var close = Close(example, open);
        var kept = Parts(example[(open + 1)..close]).Where(p => p.Length > 0 && !p.StartsWith(key + ":", StringComparison.Ordinal));
        return example[..(open + 1)] + " " + string.Join(", ", kept.Append(option)) + " " + example[close..];
    }

    private static int Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; ; i++)
        {
            depth += text[i] is '{' or '[' ? 1 : text[i] is '}' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }
    }

    /// <summary>The entries of a flow map, cut at its own commas.</summary>
    private static IEnumerable<string> Parts(string inside)
    {
        int depth = 0, start = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            depth += inside[i] is '{' or '[' ? 1 : inside[i] is '}' or ']' ? -1 : 0;
            if (inside[i] == ',' && depth == 0)
            {
                yield return inside[start..i].Trim();
                start = i + 1;
            }
        }

        yield return inside[start..].Trim();
    }

    private void SourceContinues(string example, ExampleFolder folder)
    {
        var whole = Read(example, folder, null, int.MaxValue, out _, out _);
        var random = new Random(seed);
        for (var i = 0; i < 5 && whole.Count > 1; i++)
        {
            var head = Read(example, folder, null, random.Next(1, 20), out var state, out var deliveries);
            var tail = Read(example, folder, state, int.MaxValue, out _, out _);
            Equal(whole, [.. head, .. tail], $"{verb.Name} saved after {deliveries} deliveries");
        }
    }

    private List<string> Read(string example, ExampleFolder folder, byte[]? state, int most, out byte[] saved, out int deliveries)
    {
        var node = Read(example, folder).Bind().Nodes.First(n => n.Name == "x");
        var source = (Source)node.Instance!;
        if (state is not null)
        {
            source.Load(new StateReader(new MemoryStream(state)));
        }

        var symbols = new SymbolTables();
        var pool = new BufferPool(overwrite: true);
        var writers = node.Ports.Select(p => new PortWriter(p.Schema, null, symbols, pool)).ToList();
        var context = new SourceContext("x", writers, 16, symbols, pool, TimeProvider.System, new NoErrors());
        var rows = new List<string>();
        var count = 0;
        var frontier = long.MinValue;
        byte[]? bytes = null;
        Task.Run(async () =>
        {
            await foreach (var delivery in source.Read(context, CancellationToken.None))
            {
                using var batch = delivery.Batch;
                for (var i = 0; i < batch.Count; i++)
                {
                    Promise.Keep(batch.At(i) >= frontier, $"{verb.Name}: a row is older than the frontier handed over before");
                    rows.Add(RowLine(node.Ports[delivery.Port].Name, batch, i));
                }

                frontier = Math.Max(frontier, batch.Frontier);
                if (++count == most)
                {
                    bytes = Position(source);
                    break;
                }
            }
        }).GetAwaiter().GetResult();
        (saved, deliveries) = (bytes ?? Position(source), count);
        return rows;
    }

    private static byte[] Position(Source source)
    {
        using var stream = new MemoryStream();
        source.Save(new StateWriter(stream));
        return stream.ToArray();
    }

    private SortedDictionary<string, List<string>> Execute(string example, ExampleFolder folder, int cut, BufferPool pool, int cutSeed = 0)
    {
        folder.Clear();
        var run = Example(example, folder, cutSeed);
        var node = Read(example, folder).Bind().Nodes.First(n => n.Name == "x");
        var ports = node.IsSink ? [] : node.Ports.Select(p => p.Name.Length == 0 ? "x" : $"x.{p.Name}").ToList();
        foreach (var port in ports)
        {
            run.Collect(port);
        }

        run.Execute(new RunOptions { Clock = TimeProvider.System, Pool = pool, BatchMax = cut });
        var rows = new SortedDictionary<string, List<string>>(ports.ToDictionary(p => p, p => run.Rows(p).Select(RowLine).ToList()), StringComparer.Ordinal);
        foreach (var file in folder.Written())
        {
            rows[Path.GetFileName(file)] = [Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))];
        }

        return rows;
    }

    /// <summary>The example over the standard streams it names.</summary>
    private ExampleRun Example(string example, ExampleFolder folder, int cutSeed = 0)
    {
        ExampleFolder.Prepare(example);
        var run = new ExampleRun(_registry, folder.Head);
        foreach (var (name, rows) in ReferenceStreams.All.Where(s => example.Contains(s.Key, StringComparison.Ordinal)))
        {
            run.Given(name, rows, cutSeed);
        }

        return run.Nodes(example);
    }

    /// <summary>The example with a reader, as a whole file.</summary>
    private ExampleRun Read(string example, ExampleFolder folder) => verb.Kind == OperatorKind.Sink
        ? Example(example, folder)
        : Example(example, folder).Collect(verb.Ports[0].Name is { Length: > 0 } port ? $"x.{port}" : "x");

    private static string RowLine(string port, Batch batch, int i)
    {
        var text = new StringBuilder(port).Append(' ').Append(batch.At(i)).Append(' ');
        return text.Append(RowText.Json(batch, batch.Row(i))).ToString();
    }

    private static string RowLine(Dictionary<string, object?> row) =>
        string.Join(' ', row.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={Show(c.Value)}"));

    private static string Show(object? value) => value switch
    {
        null => "null",
        double[] v => string.Join(',', v.Select(x => x.ToString("R", CultureInfo.InvariantCulture))),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private void Same(SortedDictionary<string, List<string>> expected, SortedDictionary<string, List<string>> got, string when)
    {
        foreach (var (port, rows) in expected)
        {
            Equal(rows, got[port], $"{verb.Name}: {port} {when}");
        }
    }

    private static void Equal(IReadOnlyList<string> expected, IReadOnlyList<string> got, string what)
    {
        for (var i = 0; i < Math.Min(expected.Count, got.Count); i++)
        {
            Promise.Keep(expected[i] == got[i], $"{what}: row {i}\n  expected {expected[i]}\n  got      {got[i]}");
        }

        Promise.Keep(expected.Count == got.Count, $"{what}: {expected.Count} rows expected, {got.Count} came");
    }

    private sealed class NoErrors : IRowErrors
    {
        public void Report(long at, string code, string reason, string original) => throw new BrokenPromiseException($"{code}: {reason}: {original}");
    }
}
