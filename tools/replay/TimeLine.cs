using System.Globalization;

namespace StreamEngine.Replay;

/// <summary>Times of rows as they come: extent, steps back, silence.</summary>
internal sealed class TimeLine
{
    private long _previous;
    private bool _isStarted;

    public long? First { get; private set; }

    public long? Last { get; private set; }

    public long BackSteps { get; private set; }

    public long LargestBackStep { get; private set; }

    public long LongestSilence { get; private set; }

    /// <summary>Takes the time of the next row.</summary>
    public void Add(long ts)
    {
        if (_isStarted && ts < _previous)
        {
            BackSteps++;
            LargestBackStep = Math.Max(LargestBackStep, _previous - ts);
        }

        if (_isStarted)
        {
            LongestSilence = Math.Max(LongestSilence, ts - Last!.Value);
        }

        First = Math.Min(First ?? ts, ts);
        Last = Math.Max(Last ?? ts, ts);
        _previous = ts;
        _isStarted = true;
    }

    /// <summary>What a reader should know.</summary>
    public IEnumerable<string> Findings()
    {
        if (BackSteps > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"times run back {BackSteps} times, by {LargestBackStep / 1e6:0.###} ms at most");
        }

        if (LongestSilence > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"longest time without a row: {LongestSilence / 1e6:0.###} ms");
        }
    }
}
