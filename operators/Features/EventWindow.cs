using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Features;

/// <summary>
/// Values by event time with exact sums over a window t − length &lt; ts ≤ t that may be asked for at any t. In order that is O(1) a value; a row that runs back pays for the values it walks over, there and back.
/// </summary>
internal sealed class EventWindow
{
    private readonly ExactSum _sum = new();
    private readonly BinarySum? _first;
    private readonly BinarySum? _second;
    private readonly EventSpan<double> _values = new();

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
    public int Count => _values.Count;

    /// <summary>Values kept.</summary>
    public int Kept => _values.Kept;

    /// <summary>The values in the window.</summary>
    public ReadOnlySpan<double> Values => _values.Inside;

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
        if (_values.Insert(ts, value, at))
        {
            Enter(value);
        }
    }

    /// <summary>Moves the window to t − <paramref name="length"/> &lt; ts ≤ t. False when values that would be in it have been dropped.</summary>
    public bool MoveTo(long t, long length)
    {
        while (_values.TryMove(t, length, out var value, out var comesIn))
        {
            if (comesIn)
            {
                Enter(value);
            }
            else
            {
                Leave(value);
            }
        }

        return _values.IsWhole(t, length) || _values.Dropped > t; // what was stamped later than now is missed by nobody
    }

    /// <summary>Drops the oldest values as long as they came at or before a stream time.</summary>
    public void Drop(long at)
    {
        while (_values.TryDrop(at, out var value, out var wasInside))
        {
            if (wasInside)
            {
                Leave(value);
            }
        }
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
}
