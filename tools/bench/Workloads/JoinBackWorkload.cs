using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Threading.Tasks.Dataflow;

namespace StreamEngine.Bench.Workloads;

/// <summary>W4: one stream to three branches (exponential average, mid, signed volume), joined back by time.</summary>
internal sealed class JoinBackWorkload : Workload
{
    private const int Boundary = 1024;
    private const double Weight = 2.0 / 21;

    /// <inheritdoc/>
    public override string Name => "w4";

    /// <inheritdoc/>
    public override string What => "fan-out to EWMA, mid, signed volume; as-of joined back";

    /// <inheritdoc/>
    public override int FullRows => 4_000_000;

    /// <inheritdoc/>
    protected override ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var market = new MarketRows(rows);
        var options = Pipelines.NewReplay();
        market.Hold("w4", options);
        var all = market.Rows;
        var few = all[..Math.Max(1, rows / 20)];
        var expected = Reference(all);
        var expectedFew = Reference(few);
        return ValueTask.FromResult(new Arena(
            "8 symbols, 45 % trades, 25 µs apart, in batches of 4,096, the same as 64-byte rows",
            rows,
            [
                PipelineContender.Of("w4", rows, expected, options),
                Contender.Loop("hand, rows", Role.Hand, rows, expected, () => ByHand(all)),
                Contender.Task("Dataflow, 3 blocks and JoinBlock", Role.Opponent, few.Length, expectedFew, () => ByDataflow(few)),
                Contender.Loop("Rx, Publish and Zip", Role.Opponent, few.Length, expectedFew, () => ByRx(few)),
            ],
            [new Goal("engine", "hand, rows", 0.5), new Goal("engine", "Dataflow, 3 blocks and JoinBlock", 20)]));
    }

    /// <summary>What must come out: for each trade, the newest mid of its symbol of the second before it.</summary>
    private static Answer Reference(MarketRow[] rows)
    {
        var averages = new Dictionary<int, double>();
        var quotes = new Dictionary<int, MarketRow>();
        ulong[] sums = [0, 0, 0];
        var count = 0L;
        foreach (var row in rows)
        {
            if (row.Kind != 0)
            {
                quotes[row.Symbol] = row;
                continue;
            }

            averages[row.Symbol] = averages.TryGetValue(row.Symbol, out var average) ? average + (Weight * (row.Price - average)) : row.Price;
            var isThere = quotes.TryGetValue(row.Symbol, out var quote) && row.Ts - quote.Ts <= 1_000_000_000;
            count++;
            sums[0] += BitConverter.DoubleToUInt64Bits(averages[row.Symbol]);
            sums[1] += isThere ? BitConverter.DoubleToUInt64Bits((quote.Bid + quote.Ask) / 2) : Digest.Null;
            sums[2] += BitConverter.DoubleToUInt64Bits(row.Side == 0 ? row.Qty : -row.Qty);
        }

        return new Answer(count, Digest.Mix(sums));
    }

    private static Answer ByHand(ReadOnlySpan<MarketRow> rows)
    {
        Span<SecondBar> averages = stackalloc SecondBar[MarketRows.Symbols];
        Span<QuoteState> quotes = stackalloc QuoteState[MarketRows.Symbols];
        averages.Clear();
        quotes.Clear();
        var sums = default(JoinedSums);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            if (row.Kind == 0)
            {
                sums.Add(averages[row.Symbol].Next(row.Price), quotes[row.Symbol].At(row.Ts), row.Side == 0 ? row.Qty : -row.Qty);
            }
            else
            {
                quotes[row.Symbol] = new QuoteState(row.Ts, (row.Bid + row.Ask) / 2);
            }
        }

        return sums.Answer;
    }

    private static async ValueTask<Answer> ByDataflow(MarketRow[] rows)
    {
        var averages = new SecondBar[MarketRows.Symbols];
        var quotes = new QuoteState[MarketRows.Symbols];
        var sums = default(JoinedSums);
        var bounded = new ExecutionDataflowBlockOptions { BoundedCapacity = Boundary };
        var linked = new DataflowLinkOptions { PropagateCompletion = true };
        var average = new TransformBlock<MarketRow, double>(r => r.Kind == 0 ? averages[r.Symbol].Next(r.Price) : 0, bounded);
        var signed = new TransformBlock<MarketRow, double>(static r => r.Kind != 0 ? 0 : r.Side == 0 ? r.Qty : -r.Qty, bounded);
        var mid = new TransformBlock<MarketRow, (MarketRow Row, ulong Mid)>(
            r =>
            {
                if (r.Kind == 0)
                {
                    return (r, quotes[r.Symbol].At(r.Ts));
                }

                quotes[r.Symbol] = new QuoteState(r.Ts, (r.Bid + r.Ask) / 2);
                return (r, 0);
            },
            bounded);
        var join = new JoinBlock<double, (MarketRow Row, ulong Mid), double>(new GroupingDataflowBlockOptions { BoundedCapacity = Boundary });
        var sink = new ActionBlock<Tuple<double, (MarketRow Row, ulong Mid), double>>(
            t =>
            {
                if (t.Item2.Row.Kind == 0)
                {
                    sums.Add(t.Item1, t.Item2.Mid, t.Item3);
                }
            },
            bounded);
        average.LinkTo(join.Target1, linked);
        mid.LinkTo(join.Target2, linked);
        signed.LinkTo(join.Target3, linked);
        join.LinkTo(sink, linked);
        foreach (var row in rows)
        {
            foreach (var block in (ITargetBlock<MarketRow>[])[average, mid, signed])
            {
                if (!block.Post(row))
                {
                    await block.SendAsync(row);
                }
            }
        }

        average.Complete();
        mid.Complete();
        signed.Complete();
        await sink.Completion;
        return sums.Answer;
    }

    private static Answer ByRx(MarketRow[] rows)
    {
        var averages = new SecondBar[MarketRows.Symbols];
        var quotes = new QuoteState[MarketRows.Symbols];
        var sums = default(JoinedSums);
        using var subject = new Subject<MarketRow>();
        using var end = subject.Publish(shared => shared
            .Select(r => r.Kind == 0 ? averages[r.Symbol].Next(r.Price) : 0)
            .Zip(
                shared.Select(r =>
                {
                    if (r.Kind == 0)
                    {
                        return (Row: r, Mid: quotes[r.Symbol].At(r.Ts));
                    }

                    quotes[r.Symbol] = new QuoteState(r.Ts, (r.Bid + r.Ask) / 2);
                    return (Row: r, Mid: 0UL);
                }),
                shared.Select(static r => r.Side == 0 ? r.Qty : -r.Qty),
                static (average, mid, signed) => (mid.Row.Kind, Average: average, mid.Mid, Signed: signed))
            .Where(static t => t.Kind == 0)).Subscribe(t => sums.Add(t.Average, t.Mid, t.Signed));
        foreach (var row in rows)
        {
            subject.OnNext(row);
        }

        return sums.Answer;
    }
}
