using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Features;

/// <summary>
/// Values by event time with exact sums over a window t − length &lt; ts ≤ t that may be asked for at any t: kept sorted by ts (those of one ts in the order they came), insertion near the end, two borders that
/// walk to where the question is. In order that is O(1) a value; a row that runs back pays for the values it walks over, there and back.
/// </summary>
internal sealed class EventWindow
{
    private readonly ExactSum _sum = new();
    private readonly BinarySum? _first;
    private readonly BinarySum? _second;
    private long[] _ts = new long[16];
    private long[] _at = new long[16];
    private double[] _values = new double[16];
    private int _start;
    private int _end;
    private int _low;
    private int _high;
    private long _dropped = long.MinValue;

    /// <param name="moments">Whether <see cref="Variance"/> is wanted.</param>
    public EventWindow(bool moments = false)
    {
        if (moments)
        {
            _first = new BinarySum();
            _second = new BinarySum();
        }
    }

    /// <summary>Values in the window.</summary>
    public int Count => _high - _low;

    /// <summary>Values kept.</summary>
    public int Kept => _end - _start;

    /// <summary>The values in the window.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(_low, Count);

    /// <summary>Exact sum, as the nearest double.</summary>
    public double Sum => _sum.Value;

    /// <summary>Exact sum divided by the count, as the nearest double.</summary>
    public double Mean => _sum.Mean(Count);

    /// <summary>Sample variance of the doubles, from exact sums of x and x²: (n Σx² − (Σx)²) / (n (n − 1)), as the nearest double.</summary>
    public double Variance
    {
        get
        {
            BigInteger n = Count;
            var sum = _first!.Units;
            return ExactRatio.ToDouble((n * _second!.Units * BinarySum.Unit) - (sum * sum), n * (n - 1) * BinarySum.Unit * BinarySum.Unit);
        }
    }

    /// <summary>Adds a value that came at stream time <paramref name="at"/>.</summary>
    public void Insert(long ts, double value, long at)
    {
        if (_end == _ts.Length)
        {
            MakeRoom();
        }

        var position = _end;
        while (position > _start && _ts[position - 1] > ts)
        {
            position--;
        }

        if (position < _end)
        {
            Array.Copy(_ts, position, _ts, position + 1, _end - position);
            Array.Copy(_at, position, _at, position + 1, _end - position);
            Array.Copy(_values, position, _values, position + 1, _end - position);
        }

        (_ts[position], _values[position], _at[position]) = (ts, value, at);
        _end++;
        if (position < _low)
        {
            _low++;
            _high++;
        }
        else if (position < _high)
        {
            _high++;
            Enter(value);
        }
    }

    /// <summary>Moves the window to t − <paramref name="length"/> &lt; ts ≤ t. False when values that would be in it have been dropped.</summary>
    public bool MoveTo(long t, long length)
    {
        var after = t < long.MinValue + length ? long.MinValue : t - length;
        while (_high < _end && _ts[_high] <= t)
        {
            Enter(_values[_high++]);
        }

        while (_low > _start && _ts[_low - 1] > after)
        {
            Enter(_values[--_low]);
        }

        while (_high > _low && _ts[_high - 1] > t)
        {
            Leave(_values[--_high]);
        }

        while (_low < _high && _ts[_low] <= after)
        {
            Leave(_values[_low++]);
        }

        return _dropped <= after || _dropped > t;
    }

    /// <summary>Drops the oldest values as long as they came at or before a stream time.</summary>
    public void Drop(long at)
    {
        while (_start < _end && _at[_start] <= at)
        {
            _dropped = Math.Max(_dropped, _ts[_start]);
            if (_start >= _low && _start < _high)
            {
                Leave(_values[_start]);
            }

            _start++;
        }

        _low = Math.Max(_low, _start);
        _high = Math.Max(_high, _start);
    }

    private void Enter(double value)
    {
        _sum.Add(value);
        if (_first is not null)
        {
            var square = Square(value, out var rest);
            _first.Add(value);
            _second!.Add(square);
            _second.Add(rest);
        }
    }

    private void Leave(double value)
    {
        _sum.Subtract(value);
        if (_first is not null)
        {
            var square = Square(value, out var rest);
            _first.Subtract(value);
            _second!.Subtract(square);
            _second.Subtract(rest);
        }
    }

    /// <summary>x² as two doubles without a rounding error.</summary>
    private static double Square(double value, out double rest)
    {
        var square = value * value;
        rest = Math.FusedMultiplyAdd(value, value, -square);
        return square;
    }

    private void MakeRoom()
    {
        var kept = _end - _start;
        var room = kept > _ts.Length / 2 ? _ts.Length * 2 : _ts.Length;
        _ts = Moved(_ts, room);
        _at = Moved(_at, room);
        _values = Moved(_values, room);
        _low -= _start;
        _high -= _start;
        _start = 0;
        _end = kept;
    }

    private T[] Moved<T>(T[] from, int room)
    {
        var to = room == from.Length ? from : new T[room];
        Array.Copy(from, _start, to, 0, _end - _start);
        return to;
    }
}
