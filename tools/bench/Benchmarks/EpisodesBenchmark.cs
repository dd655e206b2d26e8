using StreamEngine.Bench.Episodes;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>How right the detectors of the market report are on labelled episodes, their look-alikes, and a calm market.</summary>
internal sealed class EpisodesBenchmark : Benchmark
{
    private const double Share = 2.9;            // episodes and look-alikes together for one of the rarer of the two
    private const double SecondsEach = 70;
    private const double SecondsOfAnIceberg = 105; // some take longer than five minutes
    private const int MostShown = 20;
    private static readonly string[] Severities = ["low", "medium", "high"];

    /// <inheritdoc/>
    public override string Name => "episodes";

    /// <inheritdoc/>
    public override string What => "detectors of the report on labelled episodes";

    /// <inheritdoc/>
    public override string Options => "--count 1_000 (of each kind, and look-alikes) --hours 24 (calm) --rate 20 --seed 1";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var (count, rate, seed) = (arguments.Number("count", 1_000), (int)arguments.Number("rate", 20), arguments.Number("seed", 1));
        var rows = new List<string[]> { new[] { "", "episodes", "found", "look-alikes", "taken", "precision", "recall" } };
        var severities = new List<string[]> { new[] { "severity told", "same", "another" } };
        foreach (var kind in Alarms.Kinds)
        {
            var hours = Share * count * (kind == "iceberg" ? SecondsOfAnIceberg : SecondsEach) / 3_600;
            var run = await EpisodeRun.Of([kind], hours, rate, seed);
            report.Check($"{kind}: at least {count} episodes and as many look-alikes", run.Planted.Count(p => !p.IsLookAlike) >= count && run.Planted.Count(p => p.IsLookAlike) >= count, true);
            rows.Add(Row($"{kind}, away", run, kind, [.. run.Planted.Where(p => !p.IsNear)]));
            rows.Add(Row($"{kind}, near", run, kind, [.. run.Planted.Where(p => p.IsNear)]));
            rows.AddRange(Enumerable.Range(0, Severities.Length).Where(s => run.Planted.Any(p => p.Severity == s)).Select(s => Row($"  {Severities[s]}", run, kind, [.. run.Planted.Where(p => p.Severity == s)])));
            severities.Add(Severity(kind, run));
            Misjudged(report, kind, run);
            report.Check($"{kind}: instants of alarm that no episode explains", run.Unexplained(kind), 0);
        }

        report.Line("near: the parameter drawn is within 10 % of its threshold; taken: look-alikes that were taken for an episode");
        report.Table(rows);
        report.Table(severities);
        await Others(report, count, rate, seed);
        await Calm(report, arguments.Number("hours", 24), rate, seed);
    }

    private static void Misjudged(Report report, string kind, EpisodeRun run)
    {
        var wrong = run.Planted.Select(p => (Planted: p, Said: run.Said(kind, p))).Where(p => p.Planted.IsLookAlike ? p.Said is not null : p.Said is null || (p.Planted.Severity is { } severity && p.Said != severity)).ToList();
        foreach (var (planted, said) in wrong.Take(MostShown))
        {
            report.Line($"  {kind} at {planted.Begin}, {(planted.IsLookAlike ? "a look-alike" : planted.Severity is { } severity ? Severities[severity] : "an episode")} by {planted.Aspect}"
                + $"{(planted.Distance is { } distance ? $" ({Figures.Places(distance, 3)})" : "")}, is told {(said is { } told ? Severities[told] : "nothing")}");
        }
    }

    private static string[] Row(string name, EpisodeRun run, string kind, List<PlantedEpisode> of)
    {
        var found = of.Count(p => !p.IsLookAlike && run.Said(kind, p) is not null);
        var taken = of.Count(p => p.IsLookAlike && run.Said(kind, p) is not null);
        var episodes = of.Count(p => !p.IsLookAlike);
        return [name, Figures.Count(episodes), Figures.Count(found), Figures.Count(of.Count - episodes), Figures.Count(taken), Part(found, found + taken), Part(found, episodes)];
    }

    private static string[] Severity(string kind, EpisodeRun run)
    {
        var told = run.Planted.Where(p => p.Severity is not null).Select(p => (p.Severity, Said: run.Said(kind, p))).Where(p => p.Said is not null).ToList();
        return told.Count == 0 ? [$"{kind}: not defined in numbers", "–", "–"] : [kind, Figures.Count(told.Count(p => p.Said == p.Severity)), Figures.Count(told.Count(p => p.Said != p.Severity))];
    }

    private static string Part(int part, int of) => of == 0 ? "–" : Figures.Places((double)part / of, 4);

    private static async Task Others(Report report, long count, int rate, long seed)
    {
        var run = await EpisodeRun.Of(EpisodeRun.Movements, EpisodeRun.Movements.Count * count * SecondsEach / 3_600, rate, seed);
        report.Table([["movements of the price", "planted", .. Alarms.Kinds], .. EpisodeRun.Movements.Select(kind => Movement(kind, run))]);
    }

    private static string[] Movement(string kind, EpisodeRun run)
    {
        var planted = run.Planted.Where(p => p.Kind == kind).ToList();
        return [kind, Figures.Count(planted.Count), .. Alarms.Kinds.Select(detector => Figures.Count(planted.Count(p => run.Said(detector, p) is not null)))];
    }

    private static async Task Calm(Report report, long hours, int rate, long seed)
    {
        var run = await EpisodeRun.Of([], hours, rate, seed);
        foreach (var detector in Alarms.Kinds)
        {
            report.Check($"calm market, {hours} h, {Figures.Count(run.Asked)} instants: alarms of {detector}", run.AlarmsOf(detector), 0);
        }
    }
}
