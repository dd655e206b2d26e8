using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;

namespace StreamEngine.Bench.Workloads;

/// <summary>W2: filter, map, exponential average by key, bars of a second by key.</summary>
internal sealed class BarsWorkload : Workload
{
    private const int Boundary = 1024;

    /// <inheritdoc/>
    public override string Name => "w2";

    /// <inheritdoc/>
    public override string What => "filter, map, EWMA by symbol, VWAP of a second by symbol";

    /// <inheritdoc/>
    public override int FullRows => 4_000_000;

    /// <inheritdoc/>
    protected override ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var market = new MarketRows(rows);
        var options = Pipelines.NewReplay();
        market.Hold("w2", options);
        var all = market.Rows;
        var few = all[..Math.Max(1, rows / 20)]; // designs that take a message an event are slow enough
        var expected = Reference(all);
        var expectedFew = Reference(few);
        return ValueTask.FromResult(new Arena(
            "8 symbols, 45 % trades, 25 µs apart, in batches of 4,096, the same as 64-byte rows",
            rows,
            [
                PipelineContender.Of("w2", rows, expected, options),
                Contender.Loop("hand, rows", Role.Hand, rows, expected, () => ByHand(all)),
                Contender.Task("Dataflow, a block an operator", Role.Opponent, few.Length, expectedFew, () => ByDataflow(few)),
                Contender.Task("channels, one an operator", Role.Opponent, few.Length, expectedFew, () => ByChannels(few)),
                Contender.Loop("Rx, stateful lambdas", Role.Opponent, few.Length, expectedFew, () => ByRx(few)),
                Contender.Loop("Rx, GroupBy, Scan, Buffer", Role.Opponent, few.Length, expectedFew, () => ByGroups(few)),
                Contender.Loop("LINQ over records", Role.Opponent, few.Length, expectedFew, () => ByLinq(few)),
                Contender.Loop("dictionary rows", Role.Opponent, few.Length, expectedFew, () => ByDictionaries(few)),
            ],
            [
                new Goal("engine", "hand, rows", 0.6),
                new Goal("engine", "Dataflow, a block an operator", 10),
                new Goal("engine", "Rx, stateful lambdas", 2),
                new Goal("engine", "Rx, GroupBy, Scan, Buffer", 5),
            ]));
    }

    /// <summary>What must come out: whole seconds one after the other, money in integers.</summary>
    private static Answer Reference(MarketRow[] rows)
    {
        const double Weight = 2.0 / 21;
        var sums = default(BarSums);
        var averages = new Dictionary<int, double>();
        foreach (var second in rows.Where(r => r.Kind == 0).GroupBy(r => r.Ts / 1_000_000_000))
        {
            foreach (var trade in second)
            {
                averages[trade.Symbol] = averages.TryGetValue(trade.Symbol, out var average) ? average + (Weight * (trade.Price - average)) : trade.Price;
            }

            foreach (var symbol in second.GroupBy(r => r.Symbol))
            {
                sums.Add(symbol.Sum(r => (long)(r.Price * 4) * (long)r.Qty) / 4.0 / symbol.Sum(r => (long)r.Qty), averages[symbol.Key]);
            }
        }

        return sums.Answer;
    }

    private static Answer ByHand(ReadOnlySpan<MarketRow> rows)
    {
        Span<SecondBar> bars = stackalloc SecondBar[MarketRows.Symbols];
        bars.Clear();
        var sums = default(BarSums);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            if (row.Kind == 0)
            {
                ref var bar = ref bars[row.Symbol];
                bar.Take(row.Ts, row.Price * row.Qty, row.Qty, bar.Next(row.Price), ref sums);
            }
        }

        return Closed(bars, sums);
    }

    private static Answer Closed(ReadOnlySpan<SecondBar> bars, BarSums sums)
    {
        foreach (ref readonly var bar in bars)
        {
            bar.Close(ref sums);
        }

        return sums.Answer;
    }

    private static async ValueTask<Answer> ByDataflow(MarketRow[] rows)
    {
        var averages = new SecondBar[MarketRows.Symbols];
        var bars = new SecondBar[MarketRows.Symbols];
        var sums = default(BarSums);
        var bounded = new ExecutionDataflowBlockOptions { BoundedCapacity = Boundary, SingleProducerConstrained = true };
        var notional = new TransformBlock<MarketRow, TradeStep>(static r => new TradeStep(r.Ts, r.Symbol, r.Price, r.Qty, r.Price * r.Qty, 0), bounded);
        var average = new TransformBlock<TradeStep, TradeStep>(t => t with { Average = averages[t.Symbol].Next(t.Price) }, bounded);
        var bar = new ActionBlock<TradeStep>(t => bars[t.Symbol].Take(t.Ts, t.Notional, t.Qty, t.Average, ref sums), bounded);
        var filter = new BufferBlock<MarketRow>(bounded);
        var linked = new DataflowLinkOptions { PropagateCompletion = true };
        filter.LinkTo(notional, linked, static r => r.Kind == 0);
        filter.LinkTo(DataflowBlock.NullTarget<MarketRow>(), static r => r.Kind != 0);
        notional.LinkTo(average, linked);
        average.LinkTo(bar, linked);
        foreach (var row in rows)
        {
            if (!filter.Post(row))
            {
                await filter.SendAsync(row);
            }
        }

        filter.Complete();
        await bar.Completion;
        return Closed(bars, sums);
    }

    private static async ValueTask<Answer> ByChannels(MarketRow[] rows)
    {
        var averages = new SecondBar[MarketRows.Symbols];
        var bars = new SecondBar[MarketRows.Symbols];
        var sums = default(BarSums);
        var bounded = new BoundedChannelOptions(Boundary) { SingleReader = true, SingleWriter = true };
        var (raw, trades, averaged) = (Channel.CreateBounded<MarketRow>(bounded), Channel.CreateBounded<TradeStep>(bounded), Channel.CreateBounded<TradeStep>(bounded));
        var first = Stage(raw.Reader, trades.Writer, static r => r.Kind == 0 ? new TradeStep(r.Ts, r.Symbol, r.Price, r.Qty, r.Price * r.Qty, 0) : null);
        var second = Stage(trades.Reader, averaged.Writer, t => t with { Average = averages[t.Symbol].Next(t.Price) });
        var third = Task.Run(async () =>
        {
            await foreach (var t in averaged.Reader.ReadAllAsync())
            {
                bars[t.Symbol].Take(t.Ts, t.Notional, t.Qty, t.Average, ref sums);
            }
        });
        foreach (var row in rows)
        {
            await raw.Writer.WriteAsync(row);
        }

        raw.Writer.Complete();
        await Task.WhenAll(first, second, third);
        return Closed(bars, sums);
    }

    private static Task Stage<TIn>(ChannelReader<TIn> from, ChannelWriter<TradeStep> to, Func<TIn, TradeStep?> map) => Task.Run(async () =>
    {
        await foreach (var item in from.ReadAllAsync())
        {
            if (map(item) is { } step)
            {
                await to.WriteAsync(step);
            }
        }

        to.Complete();
    });

    private static Answer ByRx(MarketRow[] rows)
    {
        var averages = new SecondBar[MarketRows.Symbols];
        var bars = new SecondBar[MarketRows.Symbols];
        var sums = default(BarSums);
        using var subject = new Subject<MarketRow>();
        using var end = subject
            .Where(static r => r.Kind == 0)
            .Select(static r => new TradeStep(r.Ts, r.Symbol, r.Price, r.Qty, r.Price * r.Qty, 0))
            .Select(t => t with { Average = averages[t.Symbol].Next(t.Price) })
            .Subscribe(t => bars[t.Symbol].Take(t.Ts, t.Notional, t.Qty, t.Average, ref sums));
        foreach (var row in rows)
        {
            subject.OnNext(row);
        }

        return Closed(bars, sums);
    }

    private static Answer ByGroups(MarketRow[] rows)
    {
        var sums = default(BarSums);
        using var subject = new Subject<MarketRow>();
        using var end = subject
            .Where(static r => r.Kind == 0)
            .Select(static r => new TradeStep(r.Ts, r.Symbol, r.Price, r.Qty, r.Price * r.Qty, 0))
            .GroupBy(static t => t.Symbol)
            .Subscribe(group =>
            {
                var pairs = group
                    .Scan(default(TradeStep), static (last, t) => t with { Average = last.Price == 0 ? t.Price : last.Average + (2.0 / 21 * (t.Price - last.Average)) })
                    .Concat(Observable.Return(default(TradeStep)))
                    .Scan((Last: default(TradeStep), Next: default(TradeStep)), static (pair, t) => (pair.Next, t))
                    .Skip(1)
                    .Publish()
                    .RefCount();
                pairs.Select(static p => p.Last)
                    .Buffer(pairs.Where(static p => p.Last.Ts / 1_000_000_000 != p.Next.Ts / 1_000_000_000))
                    .Where(static b => b.Count > 0)
                    .Subscribe(bar => sums.Add(bar.Sum(static t => t.Notional) / bar.Sum(static t => t.Qty), bar[^1].Average));
            });
        foreach (var row in rows)
        {
            subject.OnNext(row);
        }

        subject.OnCompleted();
        return sums.Answer;
    }

    private static Answer ByLinq(MarketRow[] rows)
    {
        var averages = new SecondBar[MarketRows.Symbols];
        var sums = default(BarSums);
        var bars = rows.Where(static r => r.Kind == 0)
            .Select(static r => new TradeStep(r.Ts, r.Symbol, r.Price, r.Qty, r.Price * r.Qty, 0))
            .Select(t => t with { Average = averages[t.Symbol].Next(t.Price) })
            .GroupBy(static t => (t.Symbol, t.Ts / 1_000_000_000))
            .Select(static g => (Vwap: g.Sum(static t => t.Notional) / g.Sum(static t => t.Qty), g.Last().Average));
        foreach (var (vwap, average) in bars)
        {
            sums.Add(vwap, average);
        }

        return sums.Answer;
    }

    private static Answer ByDictionaries(MarketRow[] rows)
    {
        var averages = new Dictionary<object, SecondBar>();
        var bars = new Dictionary<object, SecondBar>();
        var sums = default(BarSums);
        foreach (var row in rows)
        {
            var values = new Dictionary<string, object> { ["ts"] = row.Ts, ["symbol"] = row.Symbol, ["price"] = row.Price, ["qty"] = row.Qty, ["bid"] = row.Bid, ["ask"] = row.Ask, ["kind"] = row.Kind };
            if ((byte)values["kind"] != 0)
            {
                continue;
            }

            values["notional"] = (double)values["price"] * (double)values["qty"];
            var average = averages.GetValueOrDefault(values["symbol"]);
            values["average"] = average.Next((double)values["price"]);
            averages[values["symbol"]] = average;
            var bar = bars.GetValueOrDefault(values["symbol"]);
            bar.Take((long)values["ts"], (double)values["notional"], (double)values["qty"], (double)values["average"], ref sums);
            bars[values["symbol"]] = bar;
        }

        return Closed([.. bars.Values], sums);
    }
}
