namespace StreamEngine.Features;

/// <summary>The greatest value (or the least) of a window that moves forward: only values that no later one beats are kept, so the answer is the first of them. O(1) a value in order.</summary>
/// <param name="sign">1 for the greatest, −1 for the least.</param>
internal sealed class ExtremeWindow(int sign)
{
    private readonly int _sign = sign;
    private readonly List<long> _ts = [];
    private readonly List<double> _values = [];
    private int _start;

    /// <summary>The extreme value; the window must not be empty.</summary>
    public double Value => _values[_start];

    public bool IsEmpty => _start == _ts.Count;

    public void Insert(long ts, double value)
    {
        var position = _ts.Count;
        while (position > _start && _ts[position - 1] > ts)
        {
            position--;
        }

        if (position < _ts.Count && Beats(_values[position], value))
        {
            return;
        }

        var beaten = position;
        while (beaten > _start && Beats(value, _values[beaten - 1]))
        {
            beaten--;
        }

        _ts.RemoveRange(beaten, position - beaten);
        _values.RemoveRange(beaten, position - beaten);
        _ts.Insert(beaten, ts);
        _values.Insert(beaten, value);
    }

    /// <summary>Drops values up to and with an event time.</summary>
    public void DropThrough(long ts)
    {
        while (_start < _ts.Count && _ts[_start] <= ts)
        {
            _start++;
        }

        if (_start > 64 && _start > _ts.Count / 2)
        {
            _ts.RemoveRange(0, _start);
            _values.RemoveRange(0, _start);
            _start = 0;
        }
    }

    private bool Beats(double a, double b) => _sign > 0 ? a >= b : a <= b;
}
