namespace StreamEngine.Bench.Workloads;

/// <summary>What W2 keeps of a symbol: its average and the bar that is open.</summary>
internal struct SecondBar
{
    private const double Weight = 2.0 / 21; // a span of 20
    private const long Second = 1_000_000_000;

    private double _average;
    private bool _isKnown;
    private long _end;
    private double _notional;
    private double _qty;
    private double _last;

    /// <summary>The exponential average with one more price.</summary>
    public double Next(double price)
    {
        _average = _isKnown ? _average + (Weight * (price - _average)) : price;
        _isKnown = true;
        return _average;
    }

    /// <summary>Takes a trade into its bar; the one before is closed by the first trade behind it.</summary>
    public void Take(long ts, double notional, double qty, double average, ref BarSums sums)
    {
        if (ts >= _end)
        {
            Close(ref sums);
            _end = ((ts / Second) + 1) * Second;
            _notional = 0;
            _qty = 0;
        }

        _notional += notional;
        _qty += qty;
        _last = average;
    }

    /// <summary>Adds the open bar to the results, if there is one.</summary>
    public readonly void Close(ref BarSums sums)
    {
        if (_end != 0)
        {
            sums.Add(_notional / _qty, _last);
        }
    }
}
