using System.Diagnostics;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Ten chained <c>select</c> nodes against one node with the same ten expressions, whole pipelines.</summary>
internal sealed class FusionBenchmark : Benchmark
{
    private const int Nodes = 10;
    private const double MostRatio = 1.3;

    private static readonly Schema Shape = new("bench", [new Field("ts", ColumnType.Timestamp, false), new Field("a", ColumnType.Float64, false), new Field("b", ColumnType.Float64, false)]);
    private static readonly string[] Results = [.. Enumerable.Range(1, Nodes).Select(k => $"x{k}")];

    /// <inheritdoc/>
    public override string Name => "fusion";

    /// <inheritdoc/>
    public override string What => "ten chained selects against one";

    /// <inheritdoc/>
    public override string Options => "--rows 2_000_000 --rounds 9";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var rows = (int)arguments.Number("rows", 2_000_000);
        var rounds = (int)arguments.Number("rounds", 9);
        var options = Pipelines.New();
        var batches = Make(rows, options);
        HeldSource.Hold("fusion", batches);
        var (chained, single) = (Chain(), Single());
        var expected = Hand(batches, hash: true);
        foreach (var (name, nodes) in new[] { ("chained", chained), ("single", single) })
        {
            var (seen, hash) = (0L, 0UL);
            var probe = Probe.New("fusion");
            probe.OnBatch = (batch, _) =>
            {
                seen += batch.Count;
                hash = Figures.Hash(hash, batch, Results);
                return ValueTask.CompletedTask;
            };
            await Pipelines.Run(Pipelines.Plan(nodes), options);
            report.Check($"{name}: rows", seen, (long)rows);
            report.Check($"{name}: all results, bit for bit, as the hand loop's", hash, expected);
        }

        Probe.New("fusion");
        var times = new List<double>[3];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = [];
        }

        for (var round = -2; round < rounds; round++)
        {
            var chain = await Time(chained, options);
            var one = await Time(single, options);
            var clock = Stopwatch.StartNew();
            Hand(batches, hash: false);
            var hand = clock.Elapsed.TotalSeconds;
            if (round >= 0)
            {
                times[0].Add(chain);
                times[1].Add(one);
                times[2].Add(hand);
            }
        }

        var ratio = Figures.Median(times[0].Zip(times[1], (c, s) => c / s));
        report.Table(
            ["", "ns/row", "x one node", "x hand loop"],
            Row("ten nodes", times[0], times),
            Row("one node", times[1], times),
            Row("hand loop over columns, scalar, no hand-over", times[2], times));
        report.Goal($"ten nodes / one node at most {MostRatio}", ratio <= MostRatio, Figures.Places(ratio, 3));

        string[] Row(string name, List<double> taken, List<double>[] all) =>
        [
            name, Figures.Places(Figures.Median(taken) / rows * 1e9, 2), Figures.Places(Figures.Median(taken.Zip(all[1], (x, y) => x / y)), 3),
            Figures.Places(Figures.Median(taken.Zip(all[2], (x, y) => x / y)), 2),
        ];
    }

    private static async Task<double> Time(string nodes, RunOptions options)
    {
        var plan = Pipelines.Plan(nodes);
        GC.Collect();
        return (await Pipelines.Run(plan, options)).Elapsed.TotalSeconds;
    }

    private static string Expression(int k) => k == 1 ? "x1 = a * 1.0001 + b" : $"x{k} = x{k - 1} * 0.5 + b * {k}.0";

    private static string Chain()
    {
        var nodes = "n0: { bench_held: fusion }\n";
        for (var k = 1; k <= Nodes; k++)
        {
            nodes += $"n{k}:\n  from: n{k - 1}\n  select: |\n    *\n    {Expression(k)}\n";
        }

        return nodes + $"sink: {{ from: n{Nodes}, bench_count: fusion }}";
    }

    private static string Single() =>
        $"n0: {{ bench_held: fusion }}\nn1:\n  from: n0\n  select: |\n    *\n{string.Concat(Enumerable.Range(1, Nodes).Select(k => $"    {Expression(k)}\n"))}sink: {{ from: n1, bench_count: fusion }}";

    private static List<Batch> Make(int rows, RunOptions options)
    {
        var random = new Random(7);
        var batches = new List<Batch>();
        for (var start = 0; start < rows; start += options.BatchMax)
        {
            var writer = new PortWriter(Shape, null, options.Symbols, options.Pool);
            for (var i = start; i < Math.Min(rows, start + options.BatchMax); i++)
            {
                writer.Values<long>("ts")!.Append((long)i);
                writer.Values<double>("a")!.Append(random.NextDouble() * 100);
                writer.Values<double>("b")!.Append(random.NextDouble());
                writer.Commit(i);
            }

            batches.Add(writer.Take(start + options.BatchMax - 1, 0));
        }

        return batches;
    }

    /// <summary>The same in a plain loop over columns.</summary>
    private static ulong Hand(List<Batch> batches, bool hash)
    {
        var x = Enumerable.Range(0, Nodes).Select(_ => new double[1024]).ToArray();
        var result = 0UL;
        foreach (var batch in batches)
        {
            var a = ((ValueColumn<double>)batch.Column(1)).Values;
            var b = ((ValueColumn<double>)batch.Column(2)).Values;
            for (var i = 0; i < a.Length; i++)
            {
                var value = a[i] * 1.0001 + b[i];
                x[0][i] = value;
                for (var k = 1; k < x.Length; k++)
                {
                    value = value * 0.5 + b[i] * (k + 1);
                    x[k][i] = value;
                }
            }

            for (var i = 0; hash && i < a.Length; i++)
            {
                foreach (var column in x)
                {
                    result = Figures.Hash(result, column[i]);
                }
            }
        }

        return result;
    }
}
