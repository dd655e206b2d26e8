namespace StreamEngine.Bench.Workloads;

/// <summary>The books of all symbols of a feed, applied change by change.</summary>
internal sealed class HandBooks
{
    private readonly HandBook[] _bids;
    private readonly HandBook[] _asks;
    private readonly bool[] _live;
    private readonly bool[] _rebuilding;

    /// <summary>Empty books.</summary>
    public HandBooks(int symbols, int pricePlaces, int sizePlaces)
    {
        _bids = [.. Enumerable.Range(0, symbols).Select(_ => new HandBook())];
        _asks = [.. Enumerable.Range(0, symbols).Select(_ => new HandBook())];
        _live = new bool[symbols];
        _rebuilding = new bool[symbols];
        PriceScale = Math.Pow(10, pricePlaces);
        SizeScale = Math.Pow(10, sizePlaces);
    }

    /// <summary>Ticks of a price of 1.</summary>
    public double PriceScale { get; }

    /// <summary>Steps of a size of 1.</summary>
    public double SizeScale { get; }

    /// <summary>Bids of a symbol.</summary>
    public HandBook Bids(int symbol) => _bids[symbol];

    /// <summary>Asks of a symbol.</summary>
    public HandBook Asks(int symbol) => _asks[symbol];

    /// <summary>Applies a change. True when it ends a message that leaves a live, uncrossed book.</summary>
    public bool Apply(in LevelChange change)
    {
        var symbol = change.Symbol;
        if (change.Action <= LevelAction.Delete)
        {
            if (_live[symbol] || _rebuilding[symbol])
            {
                var tick = (long)Math.Round(change.Price * PriceScale);
                var size = change.Action == LevelAction.Delete ? 0 : (long)Math.Round(change.Qty * SizeScale);
                if (change.IsBid)
                {
                    _bids[symbol].Set(tick, size);
                }
                else
                {
                    _asks[symbol].Set(-tick, size);
                }
            }
        }
        else if (change.Action == LevelAction.Clear)
        {
            _bids[symbol].Clear();
            _asks[symbol].Clear();
            _rebuilding[symbol] = true;
        }

        if (!change.IsLast)
        {
            return false;
        }

        if (_rebuilding[symbol])
        {
            _rebuilding[symbol] = false;
            _live[symbol] = true;
        }

        return _live[symbol] && _bids[symbol].Count > 0 && _asks[symbol].Count > 0 && _bids[symbol].BestKey < -_asks[symbol].BestKey;
    }
}
