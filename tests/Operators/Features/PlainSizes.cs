namespace StreamEngine.Tests.Operators.Features;

/// <summary>The sizes that book rows show, kept as one plain list and looked through anew for each question: the definition of FEA-03 word by word.</summary>
internal sealed class PlainSizes(int window)
{
    private readonly List<double> _seen = [];
    private Dictionary<(bool, double), double> _shown = [];

    public void Take((double Price, double Size)[]? bids, (double Price, double Size)[]? asks)
    {
        var now = new Dictionary<(bool, double), double>();
        foreach (var (bid, levels) in new[] { (true, bids ?? []), (false, asks ?? []) })
        {
            foreach (var (price, size) in levels)
            {
                now[(bid, price)] = size;
                if (!_shown.TryGetValue((bid, price), out var before) || before != size)
                {
                    _seen.Add(size);
                }
            }
        }

        _shown = now;
        if (_seen.Count > window)
        {
            _seen.RemoveRange(0, _seen.Count - window);
        }
    }

    /// <summary>A percentile of the last sizes by linear interpolation; null below 20.</summary>
    public double? Percentile(int percentile)
    {
        if (_seen.Count < 20)
        {
            return null;
        }

        var sorted = _seen.Order().ToArray();
        var place = (sorted.Length - 1) * percentile;
        var low = sorted[place / 100];
        return place % 100 == 0 ? low : low + (place % 100 / 100.0 * (sorted[(place / 100) + 1] - low));
    }
}
