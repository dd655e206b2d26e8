namespace StreamEngine.Features;

/// <summary>What <see cref="TradeFlow"/> knows of one key: bought and sold quantities by event time, and what has been answered.</summary>
internal sealed class FlowWindow
{
    private readonly EventWindow _bought = new();
    private readonly EventWindow _sold = new();
    private readonly AnsweredTimes _answered = new();

    /// <summary>Adds a trade that came at stream time <paramref name="at"/>; older ones that came up to <paramref name="dropAt"/> go.</summary>
    public void Add(bool buy, long ts, double quantity, long at, long dropAt)
    {
        (buy ? _bought : _sold).Insert(ts, quantity, at);
        _bought.Drop(dropAt);
        _sold.Drop(dropAt);
    }

    /// <summary>Whether a row that should have held a trade of this time has been answered, and up to when rows have been.</summary>
    public bool IsLate(long ts, out long through) => _answered.Covers(ts, out through);

    /// <summary>The sums at a row's time; null when trades that belong to it were dropped.</summary>
    public (double Bought, double Sold)? Answer(long t, long length)
    {
        var whole = _bought.MoveTo(t, length) & _sold.MoveTo(t, length);
        _answered.Add(t, length);
        return whole ? (_bought.Sum, _sold.Sum) : null;
    }
}
