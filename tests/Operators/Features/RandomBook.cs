namespace StreamEngine.Tests.Operators.Features;

/// <summary>A book that changes at random, with levels that come into and leave view, and now and then a far larger or smaller one.</summary>
internal sealed class RandomBook
{
    private readonly Random _random;
    private readonly int _shown;
    private readonly SortedDictionary<int, double> _bids = [];
    private readonly SortedDictionary<int, double> _asks = [];
    private int _centre = 1_000;

    public RandomBook(Random random, int shown)
    {
        _random = random;
        _shown = shown;
        for (var i = 1; i <= shown + 4; i++)
        {
            _bids[-(_centre - i)] = Size();
            _asks[_centre + i] = Size();
        }
    }

    public (double Price, double Size)[] Bids => [.. _bids.Take(_shown).Select(l => (-l.Key / 10.0, l.Value))];

    public (double Price, double Size)[] Asks => [.. _asks.Take(_shown).Select(l => (l.Key / 10.0, l.Value))];

    /// <summary>One to three levels change.</summary>
    public void Change()
    {
        _centre += _random.Next(40) == 0 ? _random.Next(-2, 3) : 0;
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            var bid = _random.Next(2) == 0;
            var price = _centre + ((bid ? -1 : 1) * _random.Next(1, _shown + 8));
            var (side, key) = bid ? (_bids, -price) : (_asks, price);
            if (_random.Next(4) == 0)
            {
                side.Remove(key);
            }
            else
            {
                side[key] = Size();
            }
        }

        foreach (var crossed in _bids.Keys.Where(k => -k >= _centre).ToList())
        {
            _bids.Remove(crossed);
        }

        foreach (var crossed in _asks.Keys.Where(k => k <= _centre).ToList())
        {
            _asks.Remove(crossed);
        }
    }

    private double Size() => _random.Next(12) switch
    {
        0 => _random.Next(2_000, 9_000) / 100.0,
        1 or 2 => _random.Next(1, 40) / 100.0,
        _ => _random.Next(50, 1_000) / 100.0,
    };
}
