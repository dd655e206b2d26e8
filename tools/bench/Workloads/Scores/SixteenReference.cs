namespace StreamEngine.Bench.Workloads.Scores;

/// <summary>What the sixteen features must be: sorted dictionaries, decimals, and a list of the changes of each window.</summary>
internal sealed class SixteenReference(int symbols)
{
    private const int Short = 20;
    private const int Long = 100;

    private static readonly int[] Depths = [1, 5, 10, 20];

    private readonly Book[] _books = [.. Enumerable.Range(0, symbols).Select(_ => new Book())];

    /// <summary>The rows that are past the warm-up.</summary>
    public static ScoredRows Of(LevelChanges input)
    {
        var reference = new SixteenReference(input.Symbols);
        var (ts, mids, features) = (new List<long>(), new List<double>(), new List<double>());
        foreach (var change in input.Changes)
        {
            if (reference.Take(change) is { } row)
            {
                ts.Add(change.Ts);
                mids.Add(row.Mid);
                features.AddRange(row.Features);
            }
        }

        return new ScoredRows(ts, mids, [.. features]);
    }

    private (double Mid, double[] Features)? Take(LevelChange change)
    {
        var book = _books[change.Symbol];
        book.Apply(change);
        return change.IsLast && book.IsLive && book.Bids.Count > 0 && book.Asks.Count > 0 && book.Bids.First().Key < book.Asks.First().Key ? Row(book, change.Ts) : null;
    }

    private static (double Mid, double[] Features)? Row(Book book, long ts)
    {
        var (bids, asks) = (book.Bids.Take(20).ToList(), book.Asks.Take(20).ToList());
        var ((bidPx, bidQty), (askPx, askQty)) = ((bids[0].Key, bids[0].Value), (asks[0].Key, asks[0].Value));
        if (book.Was is var (wasBidPx, wasBidQty, wasAskPx, wasAskQty))
        {
            book.Flows.Add((bidPx >= wasBidPx ? bidQty : 0) - (bidPx <= wasBidPx ? wasBidQty : 0) - (askPx <= wasAskPx ? askQty : 0) + (askPx >= wasAskPx ? wasAskQty : 0));
        }

        book.Was = (bidPx, bidQty, askPx, askQty);
        var mid = ((double)bidPx + (double)askPx) / 2;
        var spread = (double)(askPx - bidPx) / (double)bidPx * 10_000;
        var weighted = Math.Clamp((((double)askPx * (double)bidQty) + ((double)bidPx * (double)askQty)) / ((double)bidQty + (double)askQty), (double)bidPx, (double)askPx);
        var imbalances = Depths.Select(d => (double)(bids.Take(d).Sum(l => l.Value) - asks.Take(d).Sum(l => l.Value)) / ((double)bids.Take(d).Sum(l => l.Value) + (double)asks.Take(d).Sum(l => l.Value))).ToArray();
        var (fast, slow) = (book.Fast.Next(mid, ts), book.Slow.Next(mid, ts));
        var (width, balance) = (book.Width.Next(spread, ts), book.Balance.Next(imbalances[1], ts));
        if (book.Flows.Count < Long)
        {
            return null;
        }

        var (bidSum, askSum) = ((double)bids.Sum(l => l.Value), (double)asks.Sum(l => l.Value));
        return (mid,
        [
            spread, spread - width, (weighted - mid) / mid * 10_000, .. imbalances, imbalances[1] - balance, (double)bidQty / bidSum, (double)askQty / askSum,
            (double)book.Flows[^1] / (bidSum + askSum), (double)book.Flows.TakeLast(Short).Sum() / (bidSum + askSum), (double)book.Flows.TakeLast(Long).Sum() / (bidSum + askSum),
            (mid - fast) / mid * 10_000, (mid - slow) / mid * 10_000, (fast - slow) / mid * 10_000,
        ]);
    }

    private sealed class Book
    {
        public SortedDictionary<decimal, decimal> Bids { get; } = new(Comparer<decimal>.Create(static (x, y) => y.CompareTo(x)));

        public SortedDictionary<decimal, decimal> Asks { get; } = [];

        public List<decimal> Flows { get; } = [];

        public (decimal BidPx, decimal BidQty, decimal AskPx, decimal AskQty)? Was { get; set; }

        public bool IsLive { get; private set; }

        public Average Fast { get; } = new(250_000_000);

        public Average Slow { get; } = new(5_000_000_000);

        public Average Width { get; } = new(5_000_000_000);

        public Average Balance { get; } = new(1_000_000_000);

        public void Apply(LevelChange change)
        {
            var side = change.IsBid ? Bids : Asks;
            switch (change.Action)
            {
                case LevelAction.Clear:
                    Bids.Clear();
                    Asks.Clear();
                    IsLive = true;
                    break;
                case LevelAction.Delete or LevelAction.Set when change.Qty == 0 || change.Action == LevelAction.Delete:
                    side.Remove((decimal)change.Price);
                    break;
                case LevelAction.Set when IsLive:
                    side[(decimal)change.Price] = (decimal)change.Qty;
                    break;
            }
        }
    }

    /// <summary>An average whose values count half after some time.</summary>
    private sealed class Average(long halfLife)
    {
        private double? _value;
        private long _newest;

        public double Next(double value, long ts)
        {
            _value = _value is { } before ? before + ((1 - Math.Pow(0.5, Math.Max(0, ts - _newest) / (double)halfLife)) * (value - before)) : value;
            _newest = Math.Max(_newest, ts);
            return _value.Value;
        }
    }
}
