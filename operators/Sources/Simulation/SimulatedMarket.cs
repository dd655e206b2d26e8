namespace StreamEngine.Sources.Simulation;

/// <summary>
/// One symbol's market: a book of whole ticks and steps that limit orders, cancels and market orders change one event at a time. A hidden fair price does a mean-reverting random walk (Ornstein–Uhlenbeck in
/// the logarithm, one hour); orders follow it: makers quote around it, takers take what it has passed, so the book does too. Sizes are log-normal.
/// </summary>
/// <remarks>The order of draws is part of the content: changing it changes every recording made with a seed.</remarks>
internal sealed class SimulatedMarket : Market<MarketState>
{
    private const double ReversionSeconds = 3_600;
    private const double SecondsPerYear = 31_557_600;
    private const double SizeSpread = 0.9;      // of the logarithm
    private const double MarketShare = 0.12;    // of events
    private const double CancelShare = 0.33;
    private const int MostTrades = 16;          // of one market order

    private readonly Arrivals _arrivals;
    private readonly int _depth;
    private readonly int _floor;
    private readonly double _sigma;
    private readonly (long Rank, long Left)[] _changes = new (long, long)[MostTrades];
    private int _changed;

    /// <param name="instrument">What is traded.</param>
    /// <param name="arrivals">When events come.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="start">Time of the snapshot, ns.</param>
    /// <param name="depth">Most levels a side.</param>
    /// <param name="volatility">Standard deviation of a year's return.</param>
    public SimulatedMarket(Instrument instrument, Arrivals arrivals, long seed, long start, int depth, double volatility)
        : base(instrument, new MarketState(depth + 1) { Random = new Xoshiro256(seed, instrument.Symbol), Next = start }, new MarketState(depth + 1))
    {
        _arrivals = arrivals;
        _depth = depth;
        _floor = Math.Min(3, depth);
        _sigma = volatility / Math.Sqrt(SecondsPerYear);
    }

    /// <inheritdoc/>
    protected override void Move(long ts, MarketPorts ports)
    {
        if (State.Seq == 0)
        {
            Open(ts, ports);
        }
        else
        {
            Trade(ts, ports);
        }

        State.Last = ts;
        State.Next = _arrivals.Next(ts, State.Random.Exponential());
    }

    private void Open(long ts, MarketPorts ports)
    {
        State.Seq = 1;
        ports.WriteClear(ts, Symbol, 1);
        Fill(State.Bids, Instrument.FirstTicks);
        Fill(State.Asks, -Instrument.FirstTicks);
        Publish(State.Bids, bid: true);
        Publish(State.Asks, bid: false);
        WriteQuote(ts, ports);

        void Fill(BookHalf half, long rank)
        {
            for (var level = 0; level < _depth; level++)
            {
                rank -= 1 + State.Random.Below(2);
                half.Add(rank, Size());
            }
        }

        void Publish(BookHalf half, bool bid)
        {
            for (var level = 0; level < half.Count; level++)
            {
                var last = !bid && level == half.Count - 1;
                ports.WriteDelta(ts, Symbol, 1, bid, Price(bid, half.Rank(level)), Instrument.Qty(half.Steps(level)), snapshot: true, last);
            }
        }
    }

    private void Trade(long ts, MarketPorts ports)
    {
        var (bids, asks) = (State.Bids, State.Asks);
        var (bid, bidSteps, ask, askSteps) = (bids.Best, bids.BestSteps, asks.Best, asks.BestSteps);
        var fair = MoveFair(ts);
        var gap = fair - (bid - ask) / 2.0;
        var kind = State.Random.Uniform();
        _changed = 0;
        var onBids = kind < MarketShare
            ? Take(ts, fair, gap, ports)
            : kind < MarketShare + CancelShare ? Cancel(gap) : null;
        var changedBids = onBids ?? Quote(fair);
        State.Seq++;
        for (var i = 0; i < _changed; i++)
        {
            var (rank, left) = _changes[i];
            ports.WriteDelta(ts, Symbol, State.Seq, changedBids, Price(changedBids, rank), Instrument.Qty(left), snapshot: false, last: i == _changed - 1);
        }

        if (bids.Best != bid || bids.BestSteps != bidSteps || asks.Best != ask || asks.BestSteps != askSteps)
        {
            WriteQuote(ts, ports);
        }
    }

    /// <summary>The fair price in ticks.</summary>
    private double MoveFair(long ts)
    {
        var seconds = (ts - State.Last) / 1e9;
        State.Fair += -State.Fair * Math.Min(1, seconds / ReversionSeconds) + _sigma * Math.Sqrt(seconds) * State.Random.Normal();
        return Math.Max(_depth + 2, Instrument.FirstTicks * Math.Exp(State.Fair));
    }

    /// <summary>A market order: takes its size, and more while the next level is on the wrong side of the fair price. Null when the side is too thin. Else whether bids changed.</summary>
    private bool? Take(long ts, double fair, double gap, MarketPorts ports)
    {
        var buy = State.Random.Uniform() < 0.5 + 0.45 * Math.Clamp(gap / 4, -1, 1);
        var half = buy ? State.Asks : State.Bids;
        var limit = buy ? -fair : fair;
        var size = Size();
        while (_changed < MostTrades)
        {
            var level = half.BestSteps;
            var taken = half.Best > limit ? level : Math.Min(level, size);
            if (taken == level && half.Count <= _floor)
            {
                taken--;
            }

            if (taken <= 0)
            {
                break;
            }

            size -= taken;
            var rank = half.Best;
            WriteTrade(ts, ports, !buy, rank, taken);
            var left = half.Take(0, taken);
            _changes[_changed++] = (rank, left);
            if (left > 0)
            {
                break;
            }
        }

        return _changed > 0 ? !buy : null;
    }

    /// <summary>A cancel: of the best level when the fair price has passed it, else somewhere in the book. Null when the side is too thin. Else whether bids changed.</summary>
    private bool? Cancel(double gap)
    {
        var stale = Math.Abs(gap) > 2 && State.Random.Uniform() < 0.5;
        var onBids = stale ? gap < 0 : State.Random.Uniform() < 0.5;
        var half = onBids ? State.Bids : State.Asks;
        if (half.Count <= _floor)
        {
            return null;
        }

        var level = stale ? 0 : Math.Min(half.Count - 1, Distance(_depth / 4.0));
        var rank = half.Rank(level);
        var steps = half.Steps(level);
        var taken = stale || State.Random.Uniform() < 0.5 ? steps : 1 + (long)((steps - 1) * State.Random.Uniform());
        _changes[_changed++] = (rank, half.Take(level, taken));
        return onBids;
    }

    /// <summary>A limit order around the fair price, never crossing; a level too many at the far end is withdrawn with it. Whether bids changed.</summary>
    private bool Quote(double fair)
    {
        var onBids = State.Random.Uniform() < 0.5;
        var (half, other) = onBids ? (State.Bids, State.Asks) : (State.Asks, State.Bids);
        var rank = (long)Math.Floor(onBids ? fair : -fair) - Distance(_depth / 5.0);
        rank = Math.Min(onBids ? Math.Max(1, rank) : rank, -other.Best - 1);
        if (half.Count == _depth && rank < half.Worst)
        {
            rank = half.Worst;
        }

        _changes[_changed++] = (rank, half.Add(rank, Size()));
        if (half.Count > _depth)
        {
            var worst = half.Worst;
            half.Take(half.Count - 1, half.Steps(half.Count - 1));
            _changes[_changed++] = (worst, 0);
        }

        return onBids;
    }

    private long Size() => Math.Max(1, (long)(Instrument.TypicalSteps * Math.Exp(SizeSpread * State.Random.Normal())));

    private int Distance(double mean) => (int)(mean * State.Random.Exponential());
}
