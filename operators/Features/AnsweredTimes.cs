namespace StreamEngine.Features;

/// <summary>The event times that answered windows have covered, as intervals after &lt; ts ≤ through in order. Beyond <see cref="Limit"/> of them, the gap between the two oldest counts as covered.</summary>
internal sealed class AnsweredTimes
{
    /// <summary>Most intervals a key.</summary>
    public const int Limit = 1_024;

    private readonly List<long> _after = [];
    private readonly List<long> _through = [];

    /// <summary>A window t − length &lt; ts ≤ t has been answered.</summary>
    public void Add(long t, long length)
    {
        var after = t - length;
        var last = _after.Count - 1;
        if (last >= 0 && after >= _after[last] && after <= _through[last])
        {
            _through[last] = Math.Max(_through[last], t);
            return;
        }

        var first = FirstThrough(after);
        var end = first;
        while (end < _after.Count && _after[end] <= t)
        {
            after = Math.Min(after, _after[end]);
            t = Math.Max(t, _through[end]);
            end++;
        }

        _after.RemoveRange(first, end - first);
        _through.RemoveRange(first, end - first);
        _after.Insert(first, after);
        _through.Insert(first, t);
        if (_after.Count > Limit)
        {
            _after.RemoveAt(1);
            _through.RemoveAt(0);
        }
    }

    /// <summary>Whether a window that held this time has been answered, and up to when those around it reach.</summary>
    public bool Covers(long ts, out long through)
    {
        var at = FirstThrough(ts);
        var covered = at < _after.Count && _after[at] < ts;
        through = covered ? _through[at] : 0;
        return covered;
    }

    /// <summary>The first interval that reaches to a time or beyond.</summary>
    private int FirstThrough(long ts)
    {
        var at = _through.Count;
        while (at > 0 && _through[at - 1] >= ts)
        {
            at--;
        }

        return at;
    }
}
