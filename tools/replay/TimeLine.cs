using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Times of rows as they come: extent, steps back, gaps.</summary>
/// <param name="gapNs">A gap longer than this is counted; null for none.</param>
internal sealed class TimeLine(long? gapNs)
{
    private long _previous;
    private long _row;
    private bool _isStarted;

    public long? First { get; private set; }

    public long? Last { get; private set; }

    public long BackSteps { get; private set; }

    public long LargestBackStep { get; private set; }

    /// <summary>Row (from 1) of the first step back.</summary>
    public long FirstBackStep { get; private set; }

    public long LongestSilence { get; private set; }

    /// <summary>Row (from 1) behind which the longest silence is.</summary>
    public long LongestSilenceRow { get; private set; }

    /// <summary>Time at which it begins.</summary>
    public long LongestSilenceAt { get; private set; }

    /// <summary>Gaps longer than the threshold.</summary>
    public long Gaps { get; private set; }

    /// <summary>Their length in all, ns.</summary>
    public long GapsNs { get; private set; }

    /// <summary>Takes the times of a batch; a null is no time.</summary>
    public void Add(ValueColumn<long> ts, Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            _row++;
            if (!ts.HasNulls || !ts.IsNull(row))
            {
                Add(ts[row]);
            }
        }
    }

    private void Add(long ts)
    {
        if (!_isStarted)
        {
            (First, Last, _previous, _isStarted) = (ts, ts, ts, true);
            return;
        }

        if (ts < _previous && BackSteps++ == 0)
        {
            FirstBackStep = _row;
        }

        LargestBackStep = Math.Max(LargestBackStep, _previous - ts);
        _previous = ts;
        if (ts <= Last)
        {
            First = Math.Min(First!.Value, ts);
            return;
        }

        var silence = ts - Last!.Value;
        if (silence > LongestSilence)
        {
            (LongestSilence, LongestSilenceRow, LongestSilenceAt) = (silence, _row - 1, Last.Value);
        }

        if (silence > gapNs)
        {
            Gaps++;
            GapsNs += silence;
        }

        Last = ts;
    }
}
