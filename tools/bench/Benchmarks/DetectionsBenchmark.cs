using StreamEngine.Bench.Episodes;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>What the detectors of the market report say of recorded markets, by kind, for reading: nobody knows what is right there.</summary>
internal sealed class DetectionsBenchmark : Benchmark
{
    private const double NsPerSecond = 1e9;

    private static readonly (string Market, string Venue, string Symbol, string Tick, string[] Files)[] Captures =
    [
        ("spot", "binance_spot", "BTCUSDT", "0.01", ["spot/btcusdt_20240808.gz", "spot/btcusdt_20240809.gz"]),
        ("USD-M", "binance_usdm", "BTCUSDT", "0.1", ["usdm/btcusdt_20240808.gz"]),
        ("USD-M", "binance_usdm", "ETHUSDT", "0.01", ["usdm/ethusdt_20240808.gz"]),
    ];

    /// <inheritdoc/>
    public override string Name => "detections";

    /// <inheritdoc/>
    public override string What => "what detectors of the report say of recordings";

    /// <inheritdoc/>
    public override string Options => "--recordings ../shared/data";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var folder = Path.Combine(arguments.Text("recordings", "../shared/data"), "hftbacktest");
        var table = new List<string[]> { new[] { "recording", "minutes", "detector", "found", "low", "medium", "high", "a minute", "longest s" } };
        foreach (var (market, venue, symbol, tick, files) in Captures)
        {
            var paths = files.Select(f => Path.Combine(folder, f)).ToList();
            if (paths.Find(p => !File.Exists(p)) is { } missing)
            {
                report.Line($"{market} {symbol} left out: there is no {missing}");
                continue;
            }

            var alarms = await Said(venue, symbol, tick, string.Join(',', paths));
            var minutes = (alarms.Asked[^1] - alarms.Asked[0]) / NsPerSecond / 60;
            foreach (var kind in Alarms.Kinds)
            {
                var found = alarms.Stretches(kind);
                var longest = found.Count == 0 ? 0 : found.Max(s => s.End - s.Begin) / NsPerSecond;
                table.Add([$"{market} {symbol}", Figures.Places(minutes, 1), kind, Figures.Count(found.Count), .. Enumerable.Range(0, 3).Select(s => Figures.Count(found.Count(f => f.Severity == s))), Figures.Places(found.Count / minutes, 2), Figures.Places(longest, 1)]);
            }
        }

        report.Line("found: stretches of reports that name the anomaly, one after the other; by the gravest of a stretch");
        report.Table(table);
    }

    private static async Task<Alarms> Said(string venue, string symbol, string tick, string files)
    {
        var folder = Directory.CreateTempSubdirectory("detections-");
        try
        {
            var alarms = Path.Combine(folder.FullName, "alarms.jsonl");
            var plan = Pipelines.PlanFile(
                Path.Combine(AppContext.BaseDirectory, "pipelines", "detections.yaml"), "replay", [("venue", venue), ("depth", files), ("symbol", symbol), ("tick", tick), ("alarms", alarms)]);
            await Pipelines.Run(plan, Pipelines.NewReplay());
            return Alarms.Read(alarms);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
