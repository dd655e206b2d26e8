using System.Text.Json.Nodes;
using StreamEngine.Bench.Results;
using StreamEngine.Bench.Workloads;

namespace StreamEngine.Bench.Latencies;

/// <summary>Rows in to feature out, and raw frame in to feature out, at steady rates.</summary>
internal sealed class LatencyBenchmark : MeasuredBenchmark
{
    private const double Window = 0.15;
    private const int Skipped = 4;
    private const long GoalRate = 100_000;

    private static readonly (string File, string RowsOf, long[] Rates)[] Cases =
    [
        ("latency-rows", "quotes", [1_000, 10_000, GoalRate, 1_000_000]),
        ("latency-frames", "frames", [1_000, 10_000, 50_000]),
    ];

    private static readonly (string Name, double Share)[] Ranks = [("best", 0), ("quartile", 0.25), ("median", 0.5)];

    /// <inheritdoc/>
    public override string Name => "latency";

    /// <inheritdoc/>
    public override string What => "row in, or raw frame in, to feature out at steady rates";

    /// <inheritdoc/>
    public override string Options => "--seconds 6 --idle 1.5 --rate 0";

    /// <inheritdoc/>
    public override string Definition =>
        "One process, a pipeline file under the live clock: quotes to their mid to its moving average, or raw trade frames, parsed, to the moving average of their price. Latency runs from the instant a row was meant to arrive, by a plan "
        + "made before, to the instant the sink has read its result; a row that is late counts as late for as long as it is, so nothing is left out while the engine stands still. The source yields its processor while nothing is due, and "
        + "hands over whatever is due. Idle: a loop that takes the rows of the same plan itself and does nothing, just before in the same process: what the machine does to anything that waits";

    /// <inheritdoc/>
    public override async ValueTask<IFigures> MeasureFigures(Arguments arguments)
    {
        var seconds = double.Parse(arguments.Text("seconds", arguments.IsOn("quick") ? "1.5" : "6"), System.Globalization.CultureInfo.InvariantCulture);
        var idle = double.Parse(arguments.Text("idle", "1.5"), System.Globalization.CultureInfo.InvariantCulture);
        var only = arguments.Number("rate", 0);
        var figures = new FigureTable(this)
        {
            Input = "quotes of 4 symbols, and trade frames of 4 symbols of about 175 bytes",
            Unit = "rows, or frames",
            WarmUp = Skipped,
            Statistic = FormattableString.Invariant(
                $"rounds are windows of {Window} s by intended time; a percentile p of n values is the least value that p·n are at or below; best, quartile and median window are ranked for each percentile by itself, whole is all windows together"),
            Noise = Noise.Measure(),
        };
        foreach (var (file, rowsOf, rates) in Cases)
        {
            await Run(file, rowsOf, 50_000, 1.0); // compiles
            foreach (var rate in rates.Where(r => only == 0 || r == only))
            {
                var alone = new Arrivals(rate, (long)(rate * ((Skipped * Window) + idle)));
                IdleLoop.Run(alone);
                var (plan, wrong) = await Run(file, rowsOf, rate, (Skipped * Window) + seconds);
                figures.Rows += plan.Rows;
                if (wrong is not null)
                {
                    figures.Wrong.Add($"{rowsOf} at {Figures.Count(rate)}/s: {wrong}");
                    continue;
                }

                Add(figures, rowsOf, plan.Windows(Window, Skipped), alone.Windows(Window, Skipped), rate);
            }
        }

        return figures;
    }

    private static async Task<(Arrivals Plan, string? Wrong)> Run(string file, string rowsOf, long rate, double seconds)
    {
        var plan = ArrivalSink.Noted = new Arrivals(rate, (long)(rate * seconds));
        GC.Collect();
        await Pipelines.Run(Pipelines.PlanFile(PipelineContender.PathOf(file), ("rate", $"{rate}"), ("rows", $"{plan.Rows}")));
        var expected = new Answer(plan.Rows, PacedRows.Of(rowsOf).Expected(plan.Rows));
        var answer = new Answer(plan.Out, plan.Sum);
        return (plan, answer == expected ? null : $"{answer}, expected {expected}");
    }

    private static void Add(FigureTable figures, string rowsOf, LatencyWindows engine, LatencyWindows idle, long rate)
    {
        figures.Rounds = engine.Windows.Count;
        foreach (var (name, q, machine) in Ranks.Select(r => (r.Name, engine.At(r.Share), idle.At(r.Share))).Append(("whole", engine.Whole, idle.Whole)))
        {
            figures.Lines.Add(new JsonObject
            {
                ["case"] = $"{rowsOf} {Figures.Count(rate)}/s",
                ["window"] = name,
                ["p50_µs"] = Micros(q.P50),
                ["p99_µs"] = Micros(q.P99),
                ["p99.9_µs"] = Micros(q.P999),
                ["max_µs"] = Micros(q.Max),
                ["idle_p99.9"] = Micros(machine.P999),
                ["idle_max"] = Micros(machine.Max),
            });
            if (rowsOf == "quotes" && rate == GoalRate && name == "quartile")
            {
                figures.Goals.Add(new BoundGoal("quartile window at 100 k rows/s, p50, µs", q.P50 / 1e3, null, 10));
                figures.Goals.Add(new BoundGoal("quartile window at 100 k rows/s, p99, µs", q.P99 / 1e3, null, 150));
                figures.Goals.Add(new BoundGoal("quartile window at 100 k rows/s, p99.9, µs", q.P999 / 1e3, null, 1_000));
            }
        }
    }

    private static double Micros(double nanoseconds) => Math.Round(nanoseconds / 1e3, 1);
}
