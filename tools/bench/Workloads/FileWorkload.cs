using StreamEngine.Arrow;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads;

/// <summary>W5: a file of level changes to a file of ten features; against reading the file, computing by hand, and writing the file, each alone.</summary>
internal sealed class FileWorkload : Workload
{
    private static readonly string[] Names = ["mid", "mid_ewma", "spread_bps", "weighted_mid", "sum_bid_20", "sum_ask_20", "imbalance_20", "imbalance_5", "ofi", "lean"];

    private static readonly Schema Shape = new(null,
    [
        new Field("ts", ColumnType.Timestamp), new Field("symbol", ColumnType.Symbol), new Field("seq", ColumnType.Int64, true), .. Names.Select(n => new Field(n, ColumnType.Float64, true)),
    ]);

    /// <inheritdoc/>
    public override string Name => "w5";

    /// <inheritdoc/>
    public override string What => "Arrow file → book → ten features → Arrow file";

    /// <inheritdoc/>
    public override string Unit => "level changes";

    /// <inheritdoc/>
    public override string Definition => "A file of level changes becomes a file of ten features. The engine is set against reading the file, computing by hand and writing the file, each measured alone and added up round by round; the ten columns are read back from the file and compared bit for bit";

    /// <inheritdoc/>
    public override int FullRows => 10_000_000;

    /// <inheritdoc/>
    public override string Options => base.Options + " --recordings ../shared/data";

    /// <inheritdoc/>
    protected override async ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var options = Pipelines.NewReplay();
        var input = await LevelChanges.Recorded(arguments.Text("recordings", "../shared/data"), Math.Min(rows, 1_000_000), options);
        var folder = Directory.CreateTempSubdirectory("bench-w5-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var (source, target, byHand) = (Path.Combine(folder.FullName, "in.arrow"), Path.Combine(folder.FullName, "out.arrow"), Path.Combine(folder.FullName, "hand.arrow"));
        var times = ChangesFile.Write(source, input, rows, options.Pool);
        var count = (long)times * input.Changes.Length;
        var hand = new HandFeatures(input);
        var results = Results(hand, times, options);
        var expected = Answer(results);
        var engine = PipelineContender.Of("w5", count, null, options, "engine", ("in", source), ("out", target));
        return new Arena(
            $"{input.What}, {times} times over; {Figures.Count(new FileInfo(source).Length / 1_000_000)} MB in, {Figures.Count(expected.Rows)} rows out",
            count,
            [
                engine with { Pass = async () => (await engine.Pass()) with { Answer = Read(target) }, Expected = expected },
                Contender.Loop("reading the file", Role.Limit, count, null, () => ReadOnly(source)),
                Contender.Loop("hand", Role.Hand, count, expected, () => ByHand(hand, times)),
                Contender.Loop("writing the file", Role.Limit, count, null, () => Write(results, byHand)),
            ],
            [new Goal("engine", "reading the file + hand + writing the file", 1 / 1.5)])
        {
            Rates = [new RateGoal("engine", 3e6)],
        };
    }

    private static Answer ByHand(HandFeatures hand, int times)
    {
        var sums = new ulong[HandFeatures.Columns];
        var rows = 0L;
        hand.Run(times, (count, _, _, _, columns) =>
        {
            rows += count;
            for (var c = 0; c < columns.Length; c++)
            {
                sums[c] += Digest.Sum(columns[c].AsSpan(0, count));
            }
        });
        return new Answer(rows, Digest.Mix(sums));
    }

    /// <summary>The rows that the engine should write, in batches.</summary>
    private static List<Batch> Results(HandFeatures hand, int times, RunOptions options)
    {
        var batches = new List<Batch>();
        hand.Run(times, (count, ts, symbols, seqs, columns) =>
        {
            var writer = new PortWriter(Shape, null, options.Symbols, options.Pool);
            for (var i = 0; i < count; i++)
            {
                writer.Values<long>("ts")!.Append(ts[i]);
                writer.Symbols("symbol")!.Append(symbols[i] == 0 ? "BTCUSDT" : "ETHUSDT");
                writer.Values<long>("seq")!.Append(seqs[i]);
                for (var c = 0; c < columns.Length; c++)
                {
                    if (!double.IsNaN(columns[c][i]))
                    {
                        writer.Values<double>(Names[c])!.Append(columns[c][i]);
                    }
                }

                writer.Commit(ts[i]);
            }

            if (count > 0)
            {
                batches.Add(writer.Take(ts[count - 1], 0));
            }
        });
        return batches;
    }

    /// <summary>Rows, and the features' bits with a null as the loop by hand has it.</summary>
    private static Answer Answer(IEnumerable<Batch> batches)
    {
        var sums = new ulong[Names.Length];
        var rows = 0L;
        foreach (var batch in batches)
        {
            rows += batch.Count;
            for (var c = 0; c < Names.Length; c++)
            {
                var column = batch.Column(Names[c]);
                for (var i = 0; i < batch.Count; i++)
                {
                    sums[c] += column.IsNull(i) ? BitConverter.DoubleToUInt64Bits(double.NaN) : Digest.At(column, i);
                }
            }
        }

        return new Answer(rows, Digest.Mix(sums));
    }

    private static Answer Read(string path)
    {
        using var file = ArrowFile.Open(path, new BufferPool(), new SymbolTables());
        return Answer(Enumerable.Range(0, file.BatchCount).Select(file.ReadBatch).OfType<Batch>());
    }

    private static Answer ReadOnly(string path)
    {
        using var file = ArrowFile.Open(path, new BufferPool(), new SymbolTables());
        var sum = 0UL;
        for (var i = 0; i < file.BatchCount; i++)
        {
            using var batch = file.ReadBatch(i)!;
            foreach (var name in (ReadOnlySpan<string>)["price", "qty"])
            {
                sum += Digest.Sum(((ValueColumn<double>)batch.Column(name)).Values);
            }
        }

        return new Answer(file.Rows, sum);
    }

    private static Answer Write(List<Batch> batches, string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var writer = new ArrowWriter(file, Shape, ArrowFraming.File);
        foreach (var batch in batches)
        {
            writer.Write(batch);
        }

        writer.Complete();
        file.Flush(flushToDisk: true);
        return new Answer(writer.Rows, 0);
    }
}
