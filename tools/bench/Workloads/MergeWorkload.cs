using System.Globalization;
using System.Runtime.InteropServices;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads;

/// <summary>W7: 64 streams merged by time. Each event is drawn for one of them; one in eight has the time of the event before, so that ranks count.</summary>
internal sealed class MergeWorkload : Workload
{
    private const int Streams = 64;
    private const int BatchRows = 1024;

    private static readonly Schema Shape = new(null, [new("ts", ColumnType.Timestamp), new("seq", ColumnType.Int64), new("price", ColumnType.Float64), new("qty", ColumnType.Float64)]);

    /// <inheritdoc/>
    public override string Name => "w7";

    /// <inheritdoc/>
    public override string What => "ordered merge of 64 streams";

    /// <inheritdoc/>
    public override int FullRows => 4_000_000;

    /// <inheritdoc/>
    protected override ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var streams = Draw(rows);
        var options = Pipelines.NewReplay();
        for (var i = 0; i < Streams; i++)
        {
            HeldSource.Hold(string.Create(CultureInfo.InvariantCulture, $"w7-{i}"), streams[i].Batches(Shape, options));
        }

        var columns = streams.Select(s => (Ts: s.Ts.ToArray(), Seq: s.Seq.ToArray(), Price: s.Price.ToArray(), Qty: s.Qty.ToArray())).ToArray();
        var expected = Reference(streams);
        return ValueTask.FromResult(new Arena(
            "4 columns, streams taken at random, one row in eight at the time of the one before; rows out in order, as columns",
            rows,
            [
                PipelineContender.Of(Name, rows, expected, options),
                Contender.Loop("hand, loser tree", Role.Hand, rows, expected, () => ByHand(columns)),
            ],
            [new Goal("engine", "hand, loser tree", 0.6)])
        {
            Rates = [new RateGoal("engine", 10e6)],
        });
    }

    private static MergeStream[] Draw(int rows)
    {
        var random = new Random(7);
        var streams = Enumerable.Range(0, Streams).Select(_ => new MergeStream()).ToArray();
        var ts = MarketRows.Start;
        for (var i = 0; i < rows; i++)
        {
            ts += random.Next(8) == 0 ? 0 : random.Next(1, 50_000);
            streams[random.Next(Streams)].Add(ts, i, random.Next(10_000) / 100.0, random.Next(1, 1_000) / 10.0);
        }

        return streams;
    }

    /// <summary>What must come out: all rows sorted by time, stream and place.</summary>
    private static Answer Reference(MergeStream[] streams)
    {
        var sums = new ulong[5];
        var place = 0L;
        foreach (var (ts, stream, i) in streams.SelectMany((s, stream) => s.Ts.Select((ts, i) => (ts, stream, i))).Order())
        {
            sums[0] += (ulong)ts;
            sums[1] += (ulong)streams[stream].Seq[i];
            sums[2] += BitConverter.DoubleToUInt64Bits(streams[stream].Price[i]);
            sums[3] += BitConverter.DoubleToUInt64Bits(streams[stream].Qty[i]);
            sums[4] += (ulong)(streams[stream].Seq[i] * ++place);
        }

        return new Answer(place, Digest.Mix(sums));
    }

    /// <summary>A loser tree over the next times; rows go out in batches of columns, which are then consumed as the engine's are.</summary>
    private static Answer ByHand((long[] Ts, long[] Seq, double[] Price, double[] Qty)[] columns)
    {
        var (ts, seq, price, qty) = (new long[BatchRows], new long[BatchRows], new double[BatchRows], new double[BatchRows]);
        var tree = new LoserTree([.. columns.Select(c => c.Ts)]);
        var sums = new ulong[5];
        var (count, place) = (0, 0L);
        while (tree.Winner is var stream && stream >= 0)
        {
            var i = tree.Next(stream);
            (ts[count], seq[count], price[count], qty[count]) = (tree.Time, columns[stream].Seq[i], columns[stream].Price[i], columns[stream].Qty[i]);
            tree.Advance();
            if (++count == BatchRows)
            {
                Consume();
            }
        }

        Consume();
        return new Answer(place, Digest.Mix(sums));

        void Consume()
        {
            for (var i = 0; i < count; i++)
            {
                sums[4] += (ulong)(seq[i] * ++place);
            }

            sums[0] += Digest.Sum(MemoryMarshal.Cast<long, double>(ts.AsSpan(0, count)));
            sums[1] += Digest.Sum(MemoryMarshal.Cast<long, double>(seq.AsSpan(0, count)));
            sums[2] += Digest.Sum(price.AsSpan(0, count));
            sums[3] += Digest.Sum(qty.AsSpan(0, count));
            count = 0;
        }
    }
}
