namespace StreamEngine.Features;

/// <summary>The usual size of a level in one book: a percentile of the last sizes that its rows showed.</summary>
internal sealed class SizeWindow(int levels, int window, int percentile)
{
    /// <summary>Sizes without which nothing is usual (REQUIREMENTS FEA-03).</summary>
    public const int Fewest = 20;

    private readonly ShownLevels _bids = new(levels, bid: true);
    private readonly ShownLevels _asks = new(levels, bid: false);
    private readonly SlidingQuantile _sizes = new(window, percentile);

    /// <summary>The percentile of the sizes seen; null below <see cref="Fewest"/>.</summary>
    public double? Usual => _sizes.Count < Fewest ? null : _sizes.Value;

    /// <summary>The book was lost; the sizes seen stay.</summary>
    public void Forget()
    {
        _bids.Forget();
        _asks.Forget();
    }

    /// <summary>Takes a side of a book row: each level that is new or has another size than in the row before is one size seen.</summary>
    public void Take(bool bid, ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes, List<LevelStep> steps)
    {
        steps.Clear();
        (bid ? _bids : _asks).Take(prices, sizes, steps);
        foreach (var step in steps)
        {
            if (step.After > 0)
            {
                _sizes.Add(step.After);
            }
        }
    }
}
