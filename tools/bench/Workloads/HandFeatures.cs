namespace StreamEngine.Bench.Workloads;

/// <summary>The ten features of W5 after each message, by hand: one loop, columns out.</summary>
internal sealed class HandFeatures(LevelChanges input)
{
    /// <summary>Columns of results.</summary>
    public const int Columns = 10;

    private const int Levels = 20;
    private const int TopLevels = 5;
    private const int Span = 20;
    private const double Weight = 2.0 / (Span + 1);

    /// <summary>Goes over the changes once, and again with the times and numbers of the next repetition; hands out results chunk by chunk.</summary>
    /// <param name="times">Repetitions.</param>
    /// <param name="take">Is told rows, their times, symbols and numbers, and the ten columns; the arrays are used again.</param>
    public void Run(int times, Action<int, long[], int[], long[], double[][]> take)
    {
        const int Chunk = 1024;
        var books = new HandBooks(input.Symbols, input.PricePlaces, input.SizePlaces);
        var (shift, numbers) = ChangesFile.Shifts(input);
        var ts = new long[Chunk];
        var symbols = new int[Chunk];
        var seqs = new long[Chunk];
        var columns = Enumerable.Range(0, Columns).Select(_ => new double[Chunk]).ToArray();
        var averages = new double[input.Symbols];
        var was = new (long BidTick, long BidSteps, long AskTick, long AskSteps)[input.Symbols];
        var known = new bool[input.Symbols];
        var at = 0;
        for (var time = 0; time < times; time++)
        {
            foreach (ref readonly var change in input.Changes.AsSpan())
            {
                if (!books.Apply(change))
                {
                    continue;
                }

                var symbol = change.Symbol;
                var (bids, asks) = (books.Bids(symbol), books.Asks(symbol));
                var (bidTick, askTick, bidBest, askBest) = (bids.BestKey, -asks.BestKey, bids.BestSize, asks.BestSize);
                var (bidPx, askPx) = (bidTick / books.PriceScale, askTick / books.PriceScale);
                var (bidQty, askQty) = (bidBest / books.SizeScale, askBest / books.SizeScale);
                var mid = (bidPx + askPx) / 2;
                averages[symbol] = known[symbol] ? averages[symbol] + (Weight * (mid - averages[symbol])) : mid;
                var weighted = Math.Clamp(((askPx * bidQty) + (bidPx * askQty)) / (bidQty + askQty), bidPx, askPx);
                var (bidSteps, askSteps) = (bids.Sum(Levels), asks.Sum(Levels));
                var (bidSum, askSum) = (bidSteps / books.SizeScale, askSteps / books.SizeScale);
                var (bidTop, askTop) = (bids.Sum(TopLevels), asks.Sum(TopLevels));
                var before = was[symbol];
                var flow = (bidTick >= before.BidTick ? bidBest : 0) - (bidTick <= before.BidTick ? before.BidSteps : 0)
                    - (askTick <= before.AskTick ? askBest : 0) + (askTick >= before.AskTick ? before.AskSteps : 0);
                ts[at] = change.Ts + (time * shift);
                symbols[at] = symbol;
                seqs[at] = change.Seq + (time * numbers);
                columns[0][at] = mid;
                columns[1][at] = averages[symbol];
                columns[2][at] = (askTick - bidTick) / books.PriceScale / bidPx * 10_000;
                columns[3][at] = weighted;
                columns[4][at] = bidSum;
                columns[5][at] = askSum;
                columns[6][at] = (bidSteps - askSteps) / books.SizeScale / (bidSum + askSum);
                columns[7][at] = (bidTop - askTop) / books.SizeScale / ((bidTop / books.SizeScale) + (askTop / books.SizeScale));
                columns[8][at] = known[symbol] ? flow / books.SizeScale : double.NaN;
                columns[9][at] = weighted - mid;
                was[symbol] = (bidTick, bidBest, askTick, askBest);
                known[symbol] = true;
                if (++at == Chunk)
                {
                    take(at, ts, symbols, seqs, columns);
                    at = 0;
                }
            }
        }

        take(at, ts, symbols, seqs, columns);
    }
}
