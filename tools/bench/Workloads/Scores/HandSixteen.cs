namespace StreamEngine.Bench.Workloads.Scores;

/// <summary>The sixteen features after each message by hand: sorted arrays, whole steps, sums that slide.</summary>
internal sealed class HandSixteen(LevelChanges input)
{
    private const int Short = 20;
    private const int Long = 100;

    private readonly HandBooks _books = new(input.Symbols, input.PricePlaces, input.SizePlaces);
    private readonly Flows[] _flows = [.. Enumerable.Range(0, input.Symbols).Select(_ => new Flows())];

    /// <summary>Applies a change. True when it ends a message past the warm-up; then the features are written.</summary>
    public bool Take(in LevelChange change, Span<float> features, out double mid)
    {
        mid = 0;
        if (!_books.Apply(change))
        {
            return false;
        }

        var (bids, asks, own) = (_books.Bids(change.Symbol), _books.Asks(change.Symbol), _flows[change.Symbol]);
        var (bidTick, askTick, bidBest, askBest) = (bids.BestKey, -asks.BestKey, bids.BestSize, asks.BestSize);
        var (bidPx, askPx) = (bidTick / _books.PriceScale, askTick / _books.PriceScale);
        var (bidQty, askQty) = (bidBest / _books.SizeScale, askBest / _books.SizeScale);
        mid = (bidPx + askPx) / 2;
        var spread = (askTick - bidTick) / _books.PriceScale / bidPx * 10_000;
        var upper = Imbalance(bids.Sum(5), asks.Sum(5));
        own.Flow((bidTick >= own.BidTick ? bidBest : 0) - (bidTick <= own.BidTick ? own.BidSteps : 0) - (askTick <= own.AskTick ? askBest : 0) + (askTick >= own.AskTick ? own.AskSteps : 0));
        (own.BidTick, own.BidSteps, own.AskTick, own.AskSteps) = (bidTick, bidBest, askTick, askBest);
        own.Average(mid, spread, upper, change.Ts);
        if (own.Count < Long)
        {
            return false;
        }

        var (bidSteps, askSteps) = (bids.Sum(20), asks.Sum(20));
        var (bidSum, askSum) = (bidSteps / _books.SizeScale, askSteps / _books.SizeScale);
        var weighted = Math.Clamp(((askPx * bidQty) + (bidPx * askQty)) / (bidQty + askQty), bidPx, askPx);
        features[15] = (float)((own.Fast - own.Slow) / mid * 10_000);
        features[0] = (float)spread;
        features[1] = (float)(spread - own.Width);
        features[2] = (float)((weighted - mid) / mid * 10_000);
        features[3] = (float)Imbalance(bidBest, askBest);
        features[4] = (float)upper;
        features[5] = (float)Imbalance(bids.Sum(10), asks.Sum(10));
        features[6] = (float)Imbalance(bidSteps, askSteps);
        features[7] = (float)(upper - own.Balance);
        features[8] = (float)(bidQty / bidSum);
        features[9] = (float)(askQty / askSum);
        features[10] = (float)(own.Last / _books.SizeScale / (bidSum + askSum));
        features[11] = (float)(own.ShortSum / _books.SizeScale / (bidSum + askSum));
        features[12] = (float)(own.LongSum / _books.SizeScale / (bidSum + askSum));
        features[13] = (float)((mid - own.Fast) / mid * 10_000);
        features[14] = (float)((mid - own.Slow) / mid * 10_000);
        return true;
    }

    private double Imbalance(long bidSteps, long askSteps) => (bidSteps - askSteps) / _books.SizeScale / ((bidSteps / _books.SizeScale) + (askSteps / _books.SizeScale));

    /// <summary>What one book was before, its flows in the windows, and its averages.</summary>
    private sealed class Flows
    {
        private const double FastNs = 250_000_000;
        private const double SlowNs = 5_000_000_000;
        private const double BalanceNs = 1_000_000_000;

        private readonly long[] _ring = new long[Long];
        private bool _isKnown;
        private long _newest;

        public long BidTick;
        public long BidSteps;
        public long AskTick;
        public long AskSteps;

        public int Count { get; private set; }

        public long Last { get; private set; }

        public long ShortSum { get; private set; }

        public long LongSum { get; private set; }

        public double Fast { get; private set; }

        public double Slow { get; private set; }

        public double Width { get; private set; }

        public double Balance { get; private set; }

        public void Flow(long flow)
        {
            if (!_isKnown)
            {
                return;
            }

            var at = Count % Long;
            LongSum += flow - _ring[at];
            ShortSum += flow - _ring[(at + Long - Short) % Long];
            _ring[at] = Last = flow;
            Count++;
        }

        public void Average(double mid, double spread, double imbalance, long ts)
        {
            if (!_isKnown)
            {
                (Fast, Slow, Width, Balance, _newest, _isKnown) = (mid, mid, spread, imbalance, ts, true);
            }
            else if (ts > _newest)
            {
                var passed = (double)(ts - _newest);
                var slow = 1 - Math.Pow(0.5, passed / SlowNs);
                Fast += (1 - Math.Pow(0.5, passed / FastNs)) * (mid - Fast);
                Slow += slow * (mid - Slow);
                Width += slow * (spread - Width);
                Balance += (1 - Math.Pow(0.5, passed / BalanceNs)) * (imbalance - Balance);
                _newest = ts;
            }
        }
    }
}
