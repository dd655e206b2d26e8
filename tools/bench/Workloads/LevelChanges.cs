using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads;

/// <summary>Level changes in memory, as batches of <c>book_delta/1</c> and as structs: the same values.</summary>
internal sealed class LevelChanges
{
    private const int MostPlaces = 12;

    private LevelChanges(List<Batch> batches, string what)
    {
        Batches = batches;
        What = what;
        Changes = new LevelChange[batches.Sum(b => b.Count)];
        var (codes, at) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                Changes[at++] = Read(batch, i, codes);
            }
        }

        Symbols = codes.Count;
        PricePlaces = Places(Changes.Select(c => c.Price));
        SizePlaces = Places(Changes.Select(c => c.Qty));
    }

    /// <summary>Where they come from.</summary>
    public string What { get; }

    /// <summary>As batches.</summary>
    public IReadOnlyList<Batch> Batches { get; }

    /// <summary>As structs.</summary>
    public LevelChange[] Changes { get; }

    /// <summary>Books.</summary>
    public int Symbols { get; }

    /// <summary>Decimal places of the prices: a feed's tick size, which a hand-written loop knows.</summary>
    public int PricePlaces { get; }

    /// <summary>Decimal places of the sizes.</summary>
    public int SizePlaces { get; }

    /// <summary>From the market simulator: 8 symbols.</summary>
    public static async Task<LevelChanges> Simulated(int rows, RunOptions options) => new(
        await Collect($"exchange: {{ market_simulator: {{ symbols: [A, B, C, D, E, F, G, H], rows: {rows}, unpaced: true }} }}\nsink: {{ from: exchange.deltas, bench_count: changes }}", options),
        "the market simulator's level changes of 8 symbols");

    /// <summary>From the USD-M captures of a folder with recordings; from the simulator when it is not there.</summary>
    public static async Task<LevelChanges> Recorded(string folder, int rows, RunOptions options)
    {
        var files = new[] { "btcusdt", "ethusdt" }.Select(s => Path.Combine(folder, "hftbacktest", "usdm", s + "_20240808.gz")).ToArray();
        return !files.All(File.Exists) ? await Simulated(rows, options) : new LevelChanges(
            await Collect($$"""
                a: { capture_file: { files: [{{files[0]}}] } }
                b: { capture_file: { files: [{{files[1]}}] } }
                btc: { from: a, normalize: { venue: binance_usdm } }
                eth: { from: b, normalize: { venue: binance_usdm } }
                sink: { from: [btc.deltas, eth.deltas], bench_count: changes }
                """, options),
            "level changes of the USD-M captures of BTCUSDT and ETHUSDT");
    }

    private static async Task<List<Batch>> Collect(string nodes, RunOptions options)
    {
        var batches = new List<Batch>();
        Probe.New("changes").OnBatch = (batch, _) =>
        {
            batches.Add(batch.Compact(options.Pool));
            return ValueTask.CompletedTask;
        };
        await Pipelines.Run(Pipelines.Plan(nodes), options);
        return Even(batches, options);
    }

    /// <summary>The same rows in batches of the usual size.</summary>
    private static List<Batch> Even(List<Batch> batches, RunOptions options)
    {
        var schema = batches[0].Schema;
        var writer = new PortWriter(schema, null, options.Symbols, options.Pool);
        var even = new List<Batch>();
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                for (var c = 0; c < schema.Fields.Count; c++)
                {
                    writer.Builder(schema[c].Name)!.AppendFrom(batch.Column(c), batch.Row(i));
                }

                writer.Commit(batch.At(i));
                if (writer.Count == options.BatchMax)
                {
                    even.Add(writer.Take(batch.At(i), 0));
                }
            }

            batch.Dispose();
        }

        if (writer.Count > 0)
        {
            even.Add(writer.Take(Time.StreamTime.Start, 0));
        }

        return even;
    }

    private static LevelChange Read(Batch batch, int i, Dictionary<string, int> codes)
    {
        var symbol = (string)batch.Value("symbol", i)!;
        if (!codes.TryGetValue(symbol, out var code))
        {
            codes.Add(symbol, code = codes.Count);
        }

        var action = (string)batch.Value("action", i)!;
        return new LevelChange(
            (long)batch.Value("ts", i)!, (long?)batch.Value("seq", i) ?? 0, (double?)batch.Value("price", i) ?? 0, (double?)batch.Value("qty", i) ?? 0, code,
            action switch
            {
                "set" => LevelAction.Set,
                "delete" => LevelAction.Delete,
                "clear" => LevelAction.Clear,
                "status" when (string?)batch.Value("state", i) == "live" => LevelAction.Live,
                _ => throw new InvalidDataException($"the input has a row '{action}' that the loops by hand do not know"),
            },
            (string?)batch.Value("side", i) == "bid",
            (bool)batch.Value("last", i)!);
    }

    private static int Places(IEnumerable<double> values)
    {
        var places = 0;
        foreach (var value in values)
        {
            while (places < MostPlaces && Math.Round(value * Math.Pow(10, places)) / Math.Pow(10, places) != value)
            {
                places++;
            }
        }

        return places;
    }
}
