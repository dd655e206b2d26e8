namespace StreamEngine.Sources.Simulation;

/// <summary>
/// One symbol's calm market: a level at each tick, a spread of one tick or for a moment two, and no level larger than the typical size, which more than a twentieth of the sizes shown have, so that it is their P95
/// and nothing reaches 1.5 times of it. A trade takes more than a tenth of what its level shows, buys and sells balance. Episodes are planted into it: while one goes on the mid stays and nobody else
/// touches its level.
/// </summary>
internal sealed class CalmMarket : IMarket
{
    private const double MarketShare = 0.15;
    private const double MoveShare = 0.1;       // of market orders
    private const double TypicalShare = 0.3;    // of sizes
    private const double Smallest = 0.6;        // of the typical size
    private const long Rest = 35_000_000_000;   // the windows of 30 s, and a bit

    private readonly Instrument _instrument;
    private readonly Arrivals _arrivals;
    private readonly EpisodeOptions _episodes;
    private readonly int _depth;
    private readonly CalmState _state;
    private readonly CalmState _mark;
    private readonly List<(bool Bid, long Rank, long Steps)> _changes = [];
    private (long Bid, long BidSteps, long Ask, long AskSteps) _best;
    private bool _moved;

    /// <param name="instrument">What is traded.</param>
    /// <param name="arrivals">When orders come.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="start">Time of the snapshot, ns.</param>
    /// <param name="depth">Levels a side.</param>
    /// <param name="episodes">What to plant.</param>
    public CalmMarket(Instrument instrument, Arrivals arrivals, long seed, long start, int depth, EpisodeOptions episodes)
    {
        _instrument = instrument;
        _arrivals = arrivals;
        _episodes = episodes;
        _depth = depth;
        var begin = episodes.Kinds.Count > 0 ? start + episodes.Every.Nanoseconds : long.MaxValue;
        _state = new CalmState(depth + 1) { Random = new Xoshiro256(seed, instrument.Symbol), Next = start, Begin = begin };
        _mark = new CalmState(depth + 1);
    }

    /// <inheritdoc/>
    public long Next => _state.Next;

    /// <summary>What to save to go on from the last <see cref="Mark"/>.</summary>
    public CalmState Marked => _moved ? _mark : _state;

    private string Symbol => _instrument.Symbol;

    private long Spread => -_state.Asks.Best - _state.Bids.Best;

    private (long Bid, long BidSteps, long Ask, long AskSteps) Best => (_state.Bids.Best, _state.Bids.BestSteps, _state.Asks.Best, _state.Asks.BestSteps);

    private bool IsBusy => _state.Acts.Count > 0;

    /// <inheritdoc/>
    public void Mark() => _moved = false;

    /// <summary>Takes over a saved state.</summary>
    public void Load(CalmState saved)
    {
        _state.CopyFrom(saved);
        _moved = false;
    }

    /// <inheritdoc/>
    public void Step(MarketPorts ports)
    {
        if (!_moved)
        {
            _mark.CopyFrom(_state);
            _moved = true;
        }

        var ts = _state.Next;
        _changes.Clear();
        _best = _state.Seq == 0 ? default : Best;
        if (_state.Seq == 0)
        {
            Open(ts, ports);
        }
        else if (IsBusy && _state.Acts[^1].At <= ts)
        {
            var act = _state.Acts[^1];
            _state.Acts.RemoveAt(_state.Acts.Count - 1);
            Do(act, ts, ports);
        }
        else if (!IsBusy && _state.Begin <= ts && Spread == 1)
        {
            new EpisodePlan(_state, _instrument.TypicalSteps, ts).Draw(_episodes.Kinds);
        }
        else
        {
            Order(ts, ports);
            _state.NextOrder = _arrivals.Next(ts, _state.Random.Exponential());
        }

        var next = IsBusy ? Math.Min(_state.Acts[^1].At, _state.NextOrder) : Spread == 1 ? Math.Min(_state.Begin, _state.NextOrder) : _state.NextOrder;
        _state.Next = Math.Max(ts + 1, next);
    }

    private void Open(long ts, MarketPorts ports)
    {
        _state.Seq = 1;
        ports.WriteClear(ts, Symbol, 1);
        foreach (var bid in (ReadOnlySpan<bool>)[true, false])
        {
            var half = Half(bid);
            for (var level = 0; level < _depth; level++)
            {
                var rank = (bid ? _instrument.FirstTicks : -_instrument.FirstTicks - 1) - level;
                _changes.Add((bid, rank, half.Add(rank, Calm())));
            }
        }

        WriteChanges(ts, ports, snapshot: true);
        WriteQuote(ts, ports);
        _state.NextOrder = _arrivals.Next(ts, _state.Random.Exponential());
    }

    /// <summary>An order of the calm market.</summary>
    private void Order(long ts, MarketPorts ports)
    {
        if (_state.IsStill)
        {
            return;
        }

        if (Spread > 1)
        {
            var home = Math.Clamp((_instrument.FirstTicks - _state.Bids.Best) / 200.0, -0.2, 0.2);
            Improve(_state.Random.Uniform() < 0.5 + home, Calm());
        }
        else if (_state.Random.Uniform() >= MarketShare)
        {
            var bid = _state.Random.Below(2) == 0;
            SetUnheld(bid, Half(bid).Best - _state.Random.Below(_depth), Calm());
        }
        else
        {
            var buy = Math.Abs(_state.Net) < _instrument.TypicalSteps ? _state.Random.Below(2) == 0 : _state.Net < 0;
            var best = Half(!buy);
            if (best.BestSteps < _instrument.TypicalSteps / 3)
            {
                SetUnheld(!buy, best.Best, Calm());
            }
            else if (!IsHeld(!buy, best.Best))
            {
                var all = !IsBusy && _state.Random.Uniform() < MoveShare;
                var taken = all ? best.BestSteps : Math.Min(best.BestSteps - 1, _state.Share(best.BestSteps, 0.2, 0.9));
                _state.Net += buy ? taken : -taken;
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
                ports.WriteTrade(ts, Symbol, ++_state.Trade, Price(act.Bid, act.Rank), _instrument.Qty(act.Steps), buy: !act.Bid);
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
                _state.Label.End = ts;
                ports.WriteLabel(ts, Symbol, _state.Label);
                _state.HeldRank = long.MinValue;
                _state.IsStill = false;
                _state.Begin = Math.Max(_state.Label.Begin + _episodes.Every.Nanoseconds, ts + Rest);
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
            Improve(bid, Math.Min(_instrument.TypicalSteps, Half(bid).BestSteps));
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
        ports.WriteTrade(ts, Symbol, ++_state.Trade, Price(bid, Half(bid).Best), _instrument.Qty(steps), buy: !bid);
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

        _state.Seq++;
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
            ports.WriteDelta(ts, Symbol, _state.Seq, bid, Price(bid, rank), _instrument.Qty(steps), snapshot, last: i == _changes.Count - 1);
        }
    }

    private void WriteQuote(long ts, MarketPorts ports) => ports.WriteQuote(ts, Symbol, _state.Seq,
        Price(true, _state.Bids.Best), _instrument.Qty(_state.Bids.BestSteps), Price(false, _state.Asks.Best), _instrument.Qty(_state.Asks.BestSteps));

    private bool IsHeld(bool bid, long rank) => _state.HeldRank == rank && _state.HeldBid == bid;

    private BookHalf Half(bool bid) => bid ? _state.Bids : _state.Asks;

    private double Price(bool bid, long rank) => _instrument.Price(bid ? rank : -rank);

    private long Calm() => _state.Random.Uniform() < TypicalShare ? _instrument.TypicalSteps : _state.Share(_instrument.TypicalSteps, Smallest, 1);
}
