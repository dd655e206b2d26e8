using System.Diagnostics;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>What <c>order_book</c> costs a level change, with and without the depth columns read.</summary>
internal sealed class BookBenchmark : Benchmark
{
    private static readonly string[] Best = ["bid_px", "bid_qty", "ask_px", "ask_qty"];
    private static readonly string[] Vectors = ["bid_prices", "bid_sizes", "ask_prices", "ask_sizes"];

    /// <inheritdoc/>
    public override string Name => "book";

    /// <inheritdoc/>
    public override string What => "order_book, ns a level change";

    /// <inheritdoc/>
    public override string Options => "--rows 1_000_000 --rounds 7";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var rounds = (int)arguments.Number("rounds", 7);
        var options = Pipelines.New();
        var batches = await Deltas(arguments.Number("rows", 1_000_000), options);
        HeldSource.Hold("deltas", batches);
        var rows = batches.Sum(b => (long)b.Count);
        var (expectedRows, expectedHash) = Reference(batches);

        var hash = 0UL;
        var probe = Probe.New("book");
        probe.OnBatch = (batch, _) =>
        {
            hash = Figures.Hash(hash, batch, Best);
            return ValueTask.CompletedTask;
        };
        await Pipelines.Run(Pipelines.Plan(Book([.. Best, .. Vectors])), options);
        report.Check("book rows = messages of sorted dictionaries", probe.Rows, expectedRows);
        report.Check("best prices and sizes, row by row, as theirs", hash, expectedHash);

        Probe.New("book");
        var plans = new[] { "source: { bench_held: deltas }\nsink: { from: source, bench_count: book }", Book(Best), Book([.. Best, .. Vectors]) };
        var wall = plans.Select(_ => new List<double>()).ToArray();
        var cpu = plans.Select(_ => new List<double>()).ToArray();
        var reference = new List<double>();
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < plans.Length; i++)
            {
                var plan = Pipelines.Plan(plans[i]);
                GC.Collect();
                var before = Environment.CpuUsage.TotalTime;
                var summary = await Pipelines.Run(plan, options);
                if (round >= 0)
                {
                    cpu[i].Add((Environment.CpuUsage.TotalTime - before).TotalNanoseconds / rows);
                    wall[i].Add(summary.Elapsed.TotalNanoseconds / rows);
                }
            }

            if (round >= rounds - 3)
            {
                var clock = Stopwatch.StartNew();
                Reference(batches);
                reference.Add(clock.Elapsed.TotalNanoseconds / rows);
            }
        }

        var bare = Figures.Median(cpu[0]);
        report.Table(
            ["level changes: " + Figures.Count(rows), "wall ns", "CPU ns", "of it order_book"],
            ["source, sink", Figures.Places(Figures.Median(wall[0]), 1), Figures.Places(bare, 1), ""],
            ["source, order_book, sink: best levels", Figures.Places(Figures.Median(wall[1]), 1), Figures.Places(Figures.Median(cpu[1]), 1), Figures.Places(Figures.Median(cpu[1]) - bare, 1)],
            ["source, order_book, sink: 4 x 20 levels", Figures.Places(Figures.Median(wall[2]), 1), Figures.Places(Figures.Median(cpu[2]), 1), Figures.Places(Figures.Median(cpu[2]) - bare, 1)],
            ["hand loop over sorted dictionaries", Figures.Places(Figures.Median(reference), 1), "", ""]);
    }

    private static string Book(string[] columns) =>
        $"source: {{ bench_held: deltas }}\nbook: {{ from: source, key: symbol, order_book: {{ depth: 20 }} }}\nsink: {{ from: book, bench_count: {{ probe: book, columns: [{string.Join(", ", columns)}] }} }}";

    private static async Task<List<Batch>> Deltas(long events, RunOptions options)
    {
        var batches = new List<Batch>();
        Probe.New("deltas").OnBatch = (batch, _) =>
        {
            batches.Add(batch.Retain());
            return ValueTask.CompletedTask;
        };
        await Pipelines.Run(Pipelines.Plan($$"""
            exchange: { market_simulator: { symbols: [BTCUSDT, ETHUSDT], rows: {{events}}, unpaced: true } }
            sink: { from: exchange.deltas, bench_count: deltas }
            """), options);
        return batches;
    }

    /// <summary>Books of sorted dictionaries by symbol; best levels after each message.</summary>
    private static (long Rows, ulong Hash) Reference(List<Batch> batches)
    {
        var books = new Dictionary<string, (SortedDictionary<double, double> Bids, SortedDictionary<double, double> Asks)>(StringComparer.Ordinal);
        var (rows, hash) = (0L, 0UL);
        foreach (var batch in batches)
        {
            var symbols = (SymbolColumn)batch.Column("symbol");
            var actions = (ValueColumn<byte>)batch.Column("action");
            var sides = (ValueColumn<byte>)batch.Column("side");
            var prices = (ValueColumn<double>)batch.Column("price");
            var sizes = (ValueColumn<double>)batch.Column("qty");
            var lasts = (ValueColumn<bool>)batch.Column("last");
            for (var i = 0; i < batch.Count; i++)
            {
                var row = batch.Row(i);
                var symbol = symbols[row];
                if (!books.TryGetValue(symbol, out var book))
                {
                    book = (new(Comparer<double>.Create((x, y) => y.CompareTo(x))), []);
                    books.Add(symbol, book);
                }

                var action = actions.Type.Names[actions[row]];
                if (action == "clear")
                {
                    book.Bids.Clear();
                    book.Asks.Clear();
                }
                else
                {
                    var side = sides.Type.Names[sides[row]] == "bid" ? book.Bids : book.Asks;
                    if (action == "delete")
                    {
                        side.Remove(prices[row]);
                    }
                    else
                    {
                        side[prices[row]] = sizes[row];
                    }
                }

                if (lasts[row])
                {
                    rows++;
                    foreach (var side in new[] { book.Bids, book.Asks })
                    {
                        var best = side.First();
                        hash = Figures.Hash(Figures.Hash(hash, best.Key), best.Value);
                    }
                }
            }
        }

        return (rows, hash);
    }
}
