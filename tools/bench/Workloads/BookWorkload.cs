namespace StreamEngine.Bench.Workloads;

/// <summary>W3: an order book and what its best twenty levels tell after every message. W3b reads the levels too.</summary>
internal sealed class BookWorkload(bool readsLevels) : Workload
{
    private const int Levels = 20;

    /// <inheritdoc/>
    public override string Name => readsLevels ? "w3b" : "w3";

    /// <inheritdoc/>
    public override string What => readsLevels ? "as w3, and the 4 x 20 levels are read" : "book → top-20 sums, spread, weighted mid, imbalance";

    /// <inheritdoc/>
    public override string Unit => "level changes";

    /// <inheritdoc/>
    public override string Definition => readsLevels
        ? "As w3, and the prices and sizes of twenty levels a side are read after every message"
        : "Level changes in memory to an order book, and after every message what its best twenty levels tell: sums, spread, weighted mid, imbalance. Nobody reads the levels themselves. By hand: sorted arrays with the best level last";

    /// <inheritdoc/>
    public override int FullRows => 2_000_000;

    /// <inheritdoc/>
    public override string Options => base.Options + " --recordings ../shared/data";

    /// <inheritdoc/>
    protected override async ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var options = Pipelines.NewReplay();
        var input = arguments.Text("input", "simulated") == "recorded"
            ? await LevelChanges.Recorded(arguments.Text("recordings", "../shared/data"), rows, options)
            : await LevelChanges.Simulated(rows, options);
        HeldSource.Hold("w3", input.Batches);
        var expected = Reference(input);
        var count = input.Changes.Length;
        return new Arena(
            $"{input.What}; {Figures.Count(expected.Rows)} messages",
            count,
            [
                PipelineContender.Of(Name, count, expected, options),
                Contender.Loop("hand, array book", Role.Hand, count, expected, () => ByHand(input)),
            ],
            [new Goal("engine", "hand, array book", readsLevels ? 0.5 : 0.8)]);
    }

    private Answer ByHand(LevelChanges input)
    {
        var books = new HandBooks(input.Symbols, input.PricePlaces, input.SizePlaces);
        Span<ulong> sums = stackalloc ulong[9];
        sums.Clear();
        var rows = 0L;
        foreach (ref readonly var change in input.Changes.AsSpan())
        {
            if (!books.Apply(change))
            {
                continue;
            }

            rows++;
            var (bids, asks) = (books.Bids(change.Symbol), books.Asks(change.Symbol));
            var (bidTick, askTick) = (bids.BestKey, -asks.BestKey);
            var (bidPx, askPx) = (bidTick / books.PriceScale, askTick / books.PriceScale);
            var (bidQty, askQty) = (bids.BestSize / books.SizeScale, asks.BestSize / books.SizeScale);
            var (bidSteps, askSteps) = (bids.Sum(Levels), asks.Sum(Levels));
            var (bidSum, askSum) = (bidSteps / books.SizeScale, askSteps / books.SizeScale);
            var spread = (askTick - bidTick) / books.PriceScale / bidPx * 10_000;
            var weighted = Math.Clamp(((askPx * bidQty) + (bidPx * askQty)) / (bidQty + askQty), bidPx, askPx);
            var imbalance = (bidSteps - askSteps) / books.SizeScale / (bidSum + askSum);
            sums[0] += BitConverter.DoubleToUInt64Bits(bidSum);
            sums[1] += BitConverter.DoubleToUInt64Bits(askSum);
            sums[2] += BitConverter.DoubleToUInt64Bits(spread);
            sums[3] += BitConverter.DoubleToUInt64Bits(weighted);
            sums[4] += BitConverter.DoubleToUInt64Bits(imbalance);
            if (readsLevels)
            {
                Read(books, bids, 1, sums[5..]);
                Read(books, asks, -1, sums[7..]);
            }
        }

        return new Answer(rows, Digest.Mix(sums[..(readsLevels ? 9 : 5)]));
    }

    private static void Read(HandBooks books, HandBook side, int sign, Span<ulong> sums)
    {
        for (var level = Math.Min(Levels, side.Count) - 1; level >= 0; level--)
        {
            sums[0] += BitConverter.DoubleToUInt64Bits(sign * side.Key(level) / books.PriceScale);
            sums[1] += BitConverter.DoubleToUInt64Bits(side.Size(level) / books.SizeScale);
        }
    }

    /// <summary>Sorted dictionaries and decimals.</summary>
    private Answer Reference(LevelChanges input)
    {
        var bids = Enumerable.Range(0, input.Symbols).Select(_ => new SortedDictionary<decimal, decimal>(Comparer<decimal>.Create(static (x, y) => y.CompareTo(x)))).ToArray();
        var asks = Enumerable.Range(0, input.Symbols).Select(_ => new SortedDictionary<decimal, decimal>()).ToArray();
        var live = new bool[input.Symbols];
        var sums = new ulong[readsLevels ? 9 : 5];
        var rows = 0L;
        foreach (var change in input.Changes)
        {
            var (bid, ask) = (bids[change.Symbol], asks[change.Symbol]);
            var side = change.IsBid ? bid : ask;
            switch (change.Action)
            {
                case LevelAction.Clear:
                    bid.Clear();
                    ask.Clear();
                    live[change.Symbol] = true;
                    break;
                case LevelAction.Delete or LevelAction.Set when change.Qty == 0 || change.Action == LevelAction.Delete:
                    side.Remove((decimal)change.Price);
                    break;
                case LevelAction.Set when live[change.Symbol]:
                    side[(decimal)change.Price] = (decimal)change.Qty;
                    break;
            }

            if (!change.IsLast || !live[change.Symbol] || bid.Count == 0 || ask.Count == 0 || bid.First().Key >= ask.First().Key)
            {
                continue;
            }

            rows++;
            var ((bidPx, bidQty), (askPx, askQty)) = ((bid.First().Key, bid.First().Value), (ask.First().Key, ask.First().Value));
            var (bidSum, askSum) = (bid.Values.Take(Levels).Sum(), ask.Values.Take(Levels).Sum());
            var weighted = (((double)askPx * (double)bidQty) + ((double)bidPx * (double)askQty)) / ((double)bidQty + (double)askQty);
            double[] values =
            [
                (double)bidSum, (double)askSum, (double)(askPx - bidPx) / (double)bidPx * 10_000, Math.Clamp(weighted, (double)bidPx, (double)askPx), (double)(bidSum - askSum) / ((double)bidSum + (double)askSum),
            ];
            for (var i = 0; i < values.Length; i++)
            {
                sums[i] += BitConverter.DoubleToUInt64Bits(values[i]);
            }

            if (readsLevels)
            {
                foreach (var (at, levels) in new[] { (5, bid), (7, ask) })
                {
                    foreach (var (price, size) in levels.Take(Levels))
                    {
                        sums[at] += BitConverter.DoubleToUInt64Bits((double)price);
                        sums[at + 1] += BitConverter.DoubleToUInt64Bits((double)size);
                    }
                }
            }
        }

        return new Answer(rows, Digest.Mix(sums));
    }
}
