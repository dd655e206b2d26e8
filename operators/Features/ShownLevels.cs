namespace StreamEngine.Features;

/// <summary>
/// The best levels of one side as the last book row showed them, and what differs in the next row. A row shows at most <c>levels</c>; a level that is not among them is gone only if it would have been shown.
/// </summary>
internal sealed class ShownLevels(int levels, bool bid)
{
    private readonly int _levels = levels;
    private readonly bool _bid = bid;
    private readonly double[] _prices = new double[levels];
    private readonly double[] _sizes = new double[levels];
    private int _count = -1; // −1: no row, so nothing is known

    /// <summary>Whether a row was shown since the book was lost.</summary>
    public bool IsKnown => _count >= 0;

    /// <summary>The book was lost: what the next row shows has come into view.</summary>
    public void Forget() => _count = -1;

    /// <summary>Takes the levels of the next row, from the best on, and adds what differs to <paramref name="steps"/>, from the best on.</summary>
    public void Take(ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes, List<LevelStep> steps)
    {
        var (was, now) = (0, 0);
        while (was < _count || now < prices.Length)
        {
            if (was < _count && now < prices.Length && _prices[was] == prices[now])
            {
                if (_sizes[was] != sizes[now])
                {
                    steps.Add(new LevelStep(prices[now], _sizes[was], sizes[now], LevelMove.Changed));
                }

                was++;
                now++;
            }
            else if (now == prices.Length || (was < _count && IsBetter(_prices[was], prices[now])))
            {
                steps.Add(new LevelStep(_prices[was], _sizes[was], 0, now < prices.Length || prices.Length < _levels ? LevelMove.Changed : LevelMove.LeftView));
                was++;
            }
            else
            {
                var wouldHaveBeenShown = IsKnown && (was < _count || _count < _levels);
                steps.Add(new LevelStep(prices[now], 0, sizes[now], wouldHaveBeenShown ? LevelMove.Changed : LevelMove.CameIntoView));
                now++;
            }
        }

        prices.CopyTo(_prices);
        sizes.CopyTo(_sizes);
        _count = prices.Length;
    }

    /// <summary>The size shown at a price, 0 when there is none; null when that is not known.</summary>
    public double? SizeAt(double price)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_prices[i] == price)
            {
                return _sizes[i];
            }

            if (IsBetter(price, _prices[i]))
            {
                return 0;
            }
        }

        return IsKnown && _count < _levels ? 0 : null;
    }

    private bool IsBetter(double price, double than) => _bid ? price > than : price < than;
}
