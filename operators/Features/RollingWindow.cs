namespace StreamEngine.Features;

/// <summary>The window of one key of <see cref="Rolling"/>.</summary>
internal sealed class RollingWindow(bool moments, bool extremes)
{
    private readonly EventWindow _values = new(moments);
    private readonly ExtremeWindow? _least = extremes ? new ExtremeWindow(-1) : null;
    private readonly ExtremeWindow? _greatest = extremes ? new ExtremeWindow(1) : null;
    private long _newest = long.MinValue;
    private bool _isNewest;

    /// <summary>Rows so far: the time of a window of rows.</summary>
    public long Rows { get; set; }

    /// <summary>Takes the value of a row, if it has one, and moves the window to the row. False when part of that window was dropped.</summary>
    /// <exception cref="OverflowException">The square of the value is out of range; the window is as it was.</exception>
    public bool Take(long t, double? value, long at, long length, long kept)
    {
        if (moments && value is { } one && !double.IsFinite(one * one))
        {
            throw new OverflowException("the square of the value is out of range");
        }

        if (value is { } given)
        {
            _values.Insert(t, given, at);
            _least?.Insert(t, given);
            _greatest?.Insert(t, given);
        }

        _isNewest = t >= _newest;
        if (_isNewest)
        {
            _newest = t;
            _least?.DropThrough(t - length);
            _greatest?.DropThrough(t - length);
        }

        var whole = _values.MoveTo(t, length);
        _values.Drop(at - kept);
        return whole;
    }

    /// <summary>The aggregates of the window, into <paramref name="answers"/>, one for each of <paramref name="take"/>.</summary>
    public void Answer(IReadOnlyList<RollingAggregate> take, Span<double?> answers)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = take[i] switch
            {
                RollingAggregate.Count => _values.Count,
                RollingAggregate.Variance => _values.Count < 2 ? null : _values.Variance,
                _ when _values.Count == 0 => null,
                RollingAggregate.Sum => _values.Sum,
                RollingAggregate.Mean => _values.Mean,
                RollingAggregate.Min => _isNewest ? _least!.Value : Scan(-1),
                _ => _isNewest ? _greatest!.Value : Scan(1),
            };
        }
    }

    private double Scan(int sign)
    {
        var values = _values.Values;
        var extreme = values[0];
        foreach (var value in values[1..])
        {
            extreme = sign > 0 ? Math.Max(extreme, value) : Math.Min(extreme, value);
        }

        return extreme;
    }
}
