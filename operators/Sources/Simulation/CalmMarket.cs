namespace StreamEngine.Sources.Simulation;

/// <summary>
/// One symbol's calm market: a level at each tick, a spread of one tick or for a moment two, and no level larger than the typical size, which more than a twentieth of the sizes shown have, so that it is their P95
/// and nothing reaches 1.5 times of it. A trade takes more than a tenth of what its level shows, buys and sells balance. Episodes are planted into it: while one goes on the mid stays and nobody else
/// touches its level.
/// </summary>
internal sealed class CalmMarket : Market<CalmState>
{
    private const double MarketShare = 0.15;
    private const double MoveShare = 0.1;       // of market orders
    private const double TypicalShare = 0.3;    // of sizes
    private const double Smallest = 0.6;        // of the typical size
    private const long Rest = 35_000_000_000;   // the windows of 30 s, and a bit

    private readonly Arrivals _arrivals;
    private readonly EpisodeOptions _episodes;
    private readonly int _depth;
    private readonly List<(bool Bid, long Rank, long Steps)> _changes = [];
    private (long Bid, long BidSteps, long Ask, long AskSteps) _best;

    /// <param name="instrument">What is traded.</param>
    /// <param name="arrivals">When orders come.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="start">Time of the snapshot, ns.</param>
    /// <param name="depth">Levels a side.</param>
    /// <param name="episodes">What to plant.</param>
    public CalmMarket(Instrument instrument, Arrivals arrivals, long seed, long start, int depth, EpisodeOptions episodes)
        : base(instrument, new CalmState(depth + 1) { Random = new Xoshiro256(seed, instrument.Symbol), Next = start, Begin = Beginning(start, episodes) }, new CalmState(depth + 1))
    {
        _arrivals = arrivals;
        _episodes = episodes;
        _depth = depth;
    }

    private long Spread => -State.Asks.Best - State.Bids.Best;

    private (long Bid, long BidSteps, long Ask, long AskSteps) Best => (State.Bids.Best, State.Bids.BestSteps, State.Asks.Best, State.Asks.BestSteps);

    private bool IsBusy => State.Acts.Count > 0;

    /// <inheritdoc/>
    protected override void Move(long ts, MarketPorts ports)
    {
        _changes.Clear();
        _best = State.Seq == 0 ? default : Best;
        if (State.Seq == 0)
        {
            Open(ts, ports);
        }
        else if (IsBusy && State.Acts[^1].At <= ts)
        {
            var act = State.Acts[^1];
            State.Acts.RemoveAt(State.Acts.Count - 1);
            Do(act, ts, ports);
        }
        else if (!IsBusy && State.Begin <= ts && Spread == 1)
        {
            new EpisodePlan(State, Instrument.TypicalSteps, ts).Draw(_episodes.Kinds);
        }
        else
        {
            Order(ts, ports);
            State.NextOrder = _arrivals.Next(ts, State.Random.Exponential());
        }

        var next = IsBusy ? Math.Min(State.Acts[^1].At, State.NextOrder) : Spread == 1 ? Math.Min(State.Begin, State.NextOrder) : State.NextOrder;
        State.Next = Math.Max(ts + 1, next);
    }

    private static long Beginning(long start, EpisodeOptions episodes) => episodes.Kinds.Count > 0 ? start + episodes.Every.Nanoseconds : long.MaxValue;

    private void Open(long ts, MarketPorts ports)
    {
        State.Seq = 1;
        ports.WriteClear(ts, Symbol, 1);
        foreach (var bid in (ReadOnlySpan<bool>)[true, false])
        {
            var half = Half(bid);
            for (var level = 0; level < _depth; level++)
            {
                var rank = (bid ? Instrument.FirstTicks : -Instrument.FirstTicks - 1) - level;
                _changes.Add((bid, rank, half.Add(rank, Calm())));
            }
        }

        WriteChanges(ts, ports, snapshot: true);
        WriteQuote(ts, ports);
        State.NextOrder = _arrivals.Next(ts, State.Random.Exponential());
    }

    /// <summary>An order of the calm market.</summary>
    private void Order(long ts, MarketPorts ports)
    {
        if (State.IsStill)
        {
            return;
        }

        if (Spread > 1)
        {
            var home = Math.Clamp((Instrument.FirstTicks - State.Bids.Best) / 200.0, -0.2, 0.2);
            Improve(State.Random.Uniform() < 0.5 + home, Calm());
        }
        else if (State.Random.Uniform() >= MarketShare)
        {
            var bid = State.Random.Below(2) == 0;
            SetUnheld(bid, Half(bid).Best - State.Random.Below(_depth), Calm());
        }
        else
        {
            var buy = Math.Abs(State.Net) < Instrument.TypicalSteps ? State.Random.Below(2) == 0 : State.Net < 0;
            var best = Half(!buy);
            if (best.BestSteps < Instrument.TypicalSteps / 3)
            {
                SetUnheld(!buy, best.Best, Calm());
            }
            else if (!IsHeld(!buy, best.Best))
            {
                var all = !IsBusy && State.Random.Uniform() < MoveShare;
                var taken = all ? best.BestSteps : Math.Min(best.BestSteps - 1, State.Share(best.BestSteps, 0.2, 0.9));
                State.Net += buy ? taken : -taken;
                Take(ts, !buy, taken, ports);
            }
        }

        Publish(ts, ports);
    }

    private void Do(in EpisodeAct act, long ts, MarketPorts ports)
    {
        switch (act.Kind)
        {
            case ActKind.Set:
                Set(act.Bid, act.Rank, act.Steps);
                break;
            case ActKind.Fill:
                WriteTrade(ts, ports, act.Bid, act.Rank, act.Steps);
                Set(act.Bid, act.Rank, act.Left);
                break;
            case ActKind.Sweep or ActKind.Withdraw:
                for (var level = 0L; level < act.Steps; level++)
                {
                    if (act.Kind == ActKind.Sweep)
                    {
                        Take(ts, act.Bid, Half(act.Bid).BestSteps, ports);
                    }
                    else
                    {
                        Remove(act.Bid, Half(act.Bid).BestSteps);
                    }
                }

                Follow(!act.Bid, act.Left);
                break;
            case ActKind.Resize:
                Resize(true, act.Steps);
                Resize(false, act.Steps);
                break;
            case ActKind.Close:
                Follow(act.Bid, 1);
                break;
            default:
                State.Label.End = ts;
                ports.WriteLabel(ts, Symbol, State.Label);
                State.HeldRank = long.MinValue;
                State.IsStill = false;
                State.Begin = Math.Max(State.Label.Begin + _episodes.Every.Nanoseconds, ts + Rest);
                break;
        }

        Publish(ts, ports);
    }

    private void Resize(bool bid, long steps)
    {
        var best = Half(bid).Best;
        for (var level = 0; level < _depth; level++)
        {
            Set(bid, best - level, steps == 0 ? Calm() : steps);
        }
    }

    /// <summary>A side quotes the size of its best, tick after tick, up to a spread.</summary>
    private void Follow(bool bid, long spread)
    {
        while (Spread > spread)
        {
            Improve(bid, Math.Min(Instrument.TypicalSteps, Half(bid).BestSteps));
        }
    }

    private void Improve(bool bid, long steps)
    {
        var half = Half(bid);
        _changes.Add((bid, half.Best + 1, half.Add(half.Best + 1, steps)));
        if (half.Count > _depth)
        {
            _changes.Add((bid, half.Worst, 0));
            half.Take(half.Count - 1, half.Steps(half.Count - 1));
        }
    }

    private void Take(long ts, bool bid, long steps, MarketPorts ports)
    {
        State.Trades(bid, Half(bid).Best, ts);
        WriteTrade(ts, ports, bid, Half(bid).Best, steps);
        Remove(bid, steps);
    }

    /// <summary>Takes from the best level; where it goes, one more stands at the far end.</summary>
    private void Remove(bool bid, long steps)
    {
        var half = Half(bid);
        var rank = half.Best;
        _changes.Add((bid, rank, half.Take(0, steps)));
        if (half.Count < _depth)
        {
            _changes.Add((bid, half.Worst - 1, half.Add(half.Worst - 1, Calm())));
        }
    }

    private void SetUnheld(bool bid, long rank, long steps)
    {
        if (!IsHeld(bid, rank))
        {
            Set(bid, rank, steps);
        }
    }

    private void Set(bool bid, long rank, long steps)
    {
        var half = Half(bid);
        var level = (int)(half.Best - rank);
        var more = steps - half.Steps(level);
        _changes.Add((bid, rank, more >= 0 ? half.Add(rank, more) : half.Take(level, -more)));
    }

    private void Publish(long ts, MarketPorts ports)
    {
        if (_changes.Count == 0)
        {
            return;
        }

        State.Seq++;
        WriteChanges(ts, ports, snapshot: false);
        if (Best != _best)
        {
            WriteQuote(ts, ports);
        }
    }

    private void WriteChanges(long ts, MarketPorts ports, bool snapshot)
    {
        for (var i = 0; i < _changes.Count; i++)
        {
            var (bid, rank, steps) = _changes[i];
            ports.WriteDelta(ts, Symbol, State.Seq, bid, Price(bid, rank), Instrument.Qty(steps), snapshot, last: i == _changes.Count - 1);
        }
    }

    private bool IsHeld(bool bid, long rank) => State.HeldRank == rank && State.HeldBid == bid;

    private BookHalf Half(bool bid) => bid ? State.Bids : State.Asks;

    private long Calm() => State.Random.Uniform() < TypicalShare ? Instrument.TypicalSteps : State.Share(Instrument.TypicalSteps, Smallest, 1);
}
