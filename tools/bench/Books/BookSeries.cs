using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Books;

/// <summary>The level changes of one book, of a recording or simulated.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Updates">The changes in order.</param>
internal sealed record BookSeries(string Name, BookUpdate[] Updates)
{
    private static readonly (string Name, string Venue, string[] Files)[] Recorded =
    [
        ("spot BTCUSDT", "binance_spot", ["spot/btcusdt_20240808.gz", "spot/btcusdt_20240809.gz"]),
        ("USD-M BTCUSDT", "binance_usdm", ["usdm/btcusdt_20240808.gz"]),
        ("USD-M ETHUSDT", "binance_usdm", ["usdm/ethusdt_20240808.gz"]),
    ];

    /// <summary>The series of the recordings in a folder, those that are there.</summary>
    public static async Task<List<BookSeries>> OfRecordings(string folder)
    {
        var series = new List<BookSeries>();
        foreach (var (name, venue, files) in Recorded)
        {
            var paths = files.Select(f => Path.Combine(folder, f)).ToList();
            if (!paths.TrueForAll(File.Exists))
            {
                continue;
            }

            series.Add(await Read(name, $$"""
                frames: { capture_file: { files: [{{string.Join(", ", paths)}}] } }
                market: { from: frames, normalize: { venue: {{venue}} } }
                sink: { from: market.deltas, bench_count: book_series }
                """));
        }

        return series;
    }

    /// <summary>The series of a simulated market.</summary>
    public static Task<BookSeries> Simulated(long events) => Read("simulator", $$"""
        exchange: { market_simulator: { symbols: [BTCUSDT], rows: {{events}}, unpaced: true } }
        sink: { from: exchange.deltas, bench_count: book_series }
        """);

    private static async Task<BookSeries> Read(string name, string nodes)
    {
        var rows = new List<(bool Clears, bool IsBid, double Price, double Size)>();
        Probe.New("book_series").OnBatch = (batch, _) =>
        {
            Take(batch, rows);
            return ValueTask.CompletedTask;
        };
        await Pipelines.Run(Pipelines.Plan(nodes));
        var (price, size) = (Exponent(rows.Where(r => !r.Clears).Select(r => r.Price)), Exponent(rows.Where(r => !r.Clears).Select(r => r.Size)));
        return new BookSeries(name, [.. rows.Select(r => Update(r.Clears, r.IsBid, r.Price, r.Size, price, size))]);
    }

    private static BookUpdate Update(bool clears, bool isBid, double price, double size, int priceExponent, int sizeExponent)
    {
        if (clears)
        {
            return new BookUpdate(true, false, 0, 0, 0, 0);
        }

        _ = DecimalSteps.TryReadAt(price, priceExponent, out var ticks);
        _ = DecimalSteps.TryReadAt(size, sizeExponent, out var steps);
        return new BookUpdate(false, isBid, price, size, isBid ? ticks : -ticks, steps);
    }

    private static int Exponent(IEnumerable<double> values)
    {
        var finest = 0;
        foreach (var value in values)
        {
            var exponent = finest;
            _ = DecimalSteps.TryRead(value, ref exponent, out _);
            finest = Math.Max(finest, exponent);
        }

        return finest;
    }

    private static void Take(Batch batch, List<(bool Clears, bool IsBid, double Price, double Size)> rows)
    {
        var actions = (ValueColumn<byte>)batch.Column("action");
        var sides = (ValueColumn<byte>)batch.Column("side");
        var prices = (ValueColumn<double>)batch.Column("price");
        var sizes = (ValueColumn<double>)batch.Column("qty");
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            switch (actions.Type.Names[actions[row]])
            {
                case "clear":
                    rows.Add((true, false, 0, 0));
                    break;
                case "set":
                    rows.Add((false, sides.Type.Names[sides[row]] == "bid", prices[row], sizes[row]));
                    break;
                case "delete":
                    rows.Add((false, sides.Type.Names[sides[row]] == "bid", prices[row], 0));
                    break;
                default:
                    break;
            }
        }
    }
}
