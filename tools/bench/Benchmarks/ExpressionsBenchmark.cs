using System.Diagnostics;
using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>A condition over four columns, compiled: lanes and single rows, at several batch sizes.</summary>
internal sealed class ExpressionsBenchmark : Benchmark
{
    private const string Condition = "(price * 1.0001 + qty * 2.0 - bid) * (ask - bid) > 0.2 and qty > 2.0";

    private static readonly string[] Columns = ["price", "qty", "bid", "ask"];
    private static readonly int[] Sizes = [1, 16, 64, 1024];
    private static readonly Schema Shape = new("bench", [new Field("ts", ColumnType.Timestamp, false), .. Columns.Select(c => new Field(c, ColumnType.Float64, false))]);

    /// <inheritdoc/>
    public override string Name => "expressions";

    /// <inheritdoc/>
    public override string What => "ns/row of a condition, by lanes and by rows";

    /// <inheritdoc/>
    public override string Options => "--rows 16_384 --rounds 9 --passes 64";

    /// <inheritdoc/>
    public override Task Run(Arguments arguments, Report report)
    {
        var rows = (int)arguments.Number("rows", 16_384);
        var rounds = (int)arguments.Number("rounds", 9);
        var passes = (int)arguments.Number("passes", 64);
        var pool = new BufferPool();
        var step = ExpressionBinder.BindWhere(ExpressionParser.ParseExpression(Condition, Refuse)!, Condition, Shape, new Dictionary<string, ConstantValue>(), Refuse)!;
        var values = Values(rows);
        var hand = Hand(values, new bool[rows]);
        var forms = Sizes.SelectMany(size => new[] { new ConditionRun(step, Shape, values, size, true, pool), new ConditionRun(step, Shape, values, size, false, pool) }).ToList();
        report.Check("rows the tree walk lets pass = those of the hand loop", TreeWalk(step, values, out var walked), hand);
        foreach (var form in forms)
        {
            report.Check($"{form.Name}: rows that pass", form.Passed(walked), hand);
        }

        var times = forms.ToDictionary(f => f, _ => new List<double>());
        var handTimes = new List<double>();
        var mark = new bool[rows];
        for (var round = -2; round < rounds; round++)
        {
            foreach (var form in forms)
            {
                var taken = form.Time(passes);
                if (round >= 0)
                {
                    times[form].Add(taken);
                }
            }

            var clock = Stopwatch.StartNew();
            for (var pass = 0; pass < passes; pass++)
            {
                Hand(values, mark);
            }

            if (round >= 0)
            {
                handTimes.Add(clock.Elapsed.TotalNanoseconds / passes / rows);
            }
        }

        report.Table(
            [["rows a batch", .. Sizes.Select(s => $"{s}")],
            ["lanes, ns/row", .. Sizes.Select(s => Median(s, true))],
            ["rows, ns/row", .. Sizes.Select(s => Median(s, false))],
            ["hand loop, scalar, ns/row", "", "", "", Figures.Places(Figures.Median(handTimes), 2)]]);
        var ratio = Figures.Median(times[forms.First(f => f is { Size: 1024, Lanes: true })].Zip(handTimes, (x, y) => x / y));
        report.Goal("lanes at 1024 / hand loop at most 1.2", ratio <= 1.2, Figures.Places(ratio, 2));
        return Task.CompletedTask;

        string Median(int size, bool lanes) => Figures.Places(Figures.Median(times[forms.First(f => f.Size == size && f.Lanes == lanes)]), 2);
    }

    private static void Refuse(ExpressionProblem problem) => throw new InvalidOperationException(problem.ToString());

    private static double[][] Values(int rows)
    {
        var random = new Random(11);
        var values = Columns.Select(_ => new double[rows]).ToArray();
        for (var i = 0; i < rows; i++)
        {
            var mid = 100 + random.NextDouble();
            var half = random.NextDouble() * 0.05;
            (values[0][i], values[1][i], values[2][i], values[3][i]) = (mid, random.NextDouble() * 5, mid - half, mid + half);
        }

        return values;
    }

    private static long Hand(double[][] values, bool[] mark)
    {
        var passed = 0L;
        var (price, qty, bid, ask) = (values[0], values[1], values[2], values[3]);
        for (var i = 0; i < price.Length; i++)
        {
            var passes = (price[i] * 1.0001 + qty[i] * 2.0 - bid[i]) * (ask[i] - bid[i]) > 0.2 && qty[i] > 2.0;
            mark[i] = passes;
            passed += passes ? 1 : 0;
        }

        return passed;
    }

    private static long TreeWalk(WhereStep step, double[][] values, out bool[] passes)
    {
        passes = new bool[values[0].Length];
        for (var i = 0; i < passes.Length; i++)
        {
            var row = i;
            passes[i] = TreeEvaluator.Evaluate(step.Condition, name => values[Array.IndexOf(Columns, name)][row], static _ => default).Value is true;
        }

        return passes.LongCount(p => p);
    }
}
