namespace StreamEngine.Sources.Simulation;

/// <summary>A market of one symbol whose state can be taken back to the last <see cref="Mark"/>: what was there is kept from the first event after it on.</summary>
/// <param name="instrument">What is traded.</param>
/// <param name="state">Its state.</param>
/// <param name="mark">Takes the state of a mark.</param>
internal abstract class Market<TState>(Instrument instrument, TState state, TState mark) : IMarket
    where TState : BookState, IMarketState<TState>
{
    private bool _moved;

    /// <inheritdoc/>
    public long Next => state.Next;

    /// <summary>What to save to go on from the last <see cref="Mark"/>.</summary>
    public TState Marked => _moved ? mark : state;

    /// <summary>The symbol.</summary>
    protected string Symbol => instrument.Symbol;

    /// <summary>What is traded.</summary>
    protected Instrument Instrument => instrument;

    /// <summary>What it is now.</summary>
    protected TState State => state;

    /// <inheritdoc/>
    public void Mark() => _moved = false;

    /// <summary>Takes over a saved state.</summary>
    public void Load(TState saved)
    {
        state.CopyFrom(saved);
        _moved = false;
    }

    /// <inheritdoc/>
    public void Step(MarketPorts ports)
    {
        if (!_moved)
        {
            mark.CopyFrom(state);
            _moved = true;
        }

        var ts = state.Next;
        Move(ts, ports);
        if (state.Day.IsDue(ts))
        {
            ports.WriteTicker(ts, Symbol, state.Day.Take(ts));
        }
    }

    /// <summary>The event of this time.</summary>
    protected abstract void Move(long ts, MarketPorts ports);

    /// <summary>Writes a trade of so many steps at a level.</summary>
    protected void WriteTrade(long ts, MarketPorts ports, bool bid, long rank, long steps)
    {
        var (price, qty) = (Price(bid, rank), instrument.Qty(steps));
        ports.WriteTrade(ts, Symbol, ++state.Trade, price, qty, buy: !bid);
        state.Day.Add(ts, price, qty);
    }

    /// <summary>Writes the best prices.</summary>
    protected void WriteQuote(long ts, MarketPorts ports) => ports.WriteQuote(ts, Symbol, state.Seq,
        Price(true, state.Bids.Best), instrument.Qty(state.Bids.BestSteps), Price(false, state.Asks.Best), instrument.Qty(state.Asks.BestSteps));

    /// <summary>The price of a rank, in quote units.</summary>
    protected double Price(bool bid, long rank) => instrument.Price(bid ? rank : -rank);
}
