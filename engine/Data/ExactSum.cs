using System.Globalization;
using System.Numerics;

namespace StreamEngine.Data;

/// <summary>The exact sum of doubles, values taken away included: the answer depends on what is in the sum and not on the way there.</summary>
/// <remarks>
/// A value that stands for a decimal of up to 15 digits and 18 places (<see cref="DecimalSteps"/>) counts as that decimal, so 0.1 + 0.2 is 0.3; any other (1/3, 1e-30) counts as the binary
/// fraction it is (<see cref="BinarySum"/>). Which of the two is a property of the value alone. <see cref="Value"/> is the double nearest to the whole. Sums of decimals only, with fewer than 2⁵³ steps, cost a
/// few ns; beside binary ones it takes big integers.
/// </remarks>
public sealed class ExactSum : IExactSum
{
    private const long Fast = 1L << 53;

    private const long Folded = 1L << 62; // one more value of 15 digits stays within 2⁶³

    private const int MostAtOnce = 9_000; // × 10¹⁵ steps stay within 2⁶³

    /// <summary>Most values that are added in one piece.</summary>
    public const int StepsAtOnce = DecimalSteps.MostSummed;

    private const long Near2To62 = Folded - (StepsAtOnce * 1_000_000_000_000_000L);

    private Int128 _steps; // without those of _open
    private long _open;
    private int _exponent;
    private int _hint;
    private BinarySum? _binary;
    private long _binaryCount;

    /// <summary>The double nearest to the sum; 0 for none.</summary>
    /// <exception cref="ArithmeticException">The sum is beyond the range of doubles.</exception>
    public double Value =>
        _binaryCount == 0 && _steps == 0 && _open is > -Fast and < Fast ? DecimalSteps.Value(_open, _exponent)
        : _binaryCount == 0 ? Nearest(Steps, _exponent)
        : Near().TryRound(out var value) ? value
        : Mixed(BigInteger.One);

    /// <summary>The double nearest to steps of 10⁻ᵉ.</summary>
    public static double Nearest(Int128 steps, int exponent) =>
        steps > -Fast && steps < Fast ? DecimalSteps.Value((long)steps, exponent)
        : NearSum.Of(steps, exponent).TryRound(out var value) ? value
        : Parsed(steps, exponent);

    private Int128 Steps => _steps + _open;

    /// <summary>Adds a value.</summary>
    /// <exception cref="OverflowException">The sum has more than 38 digits from its finest place up; it is as before.</exception>
    public void Add(double value) => Add(value, 1);

    /// <summary>Adds values, piece by piece, as <see cref="Add(double)"/> would one by one, up to the first piece that does not fit what is there in the simplest way.</summary>
    /// <param name="values">Values by row.</param>
    /// <param name="rows">Which of them.</param>
    /// <returns>How many were added, from the first on.</returns>
    public int AddSteps(ReadOnlySpan<double> values, ReadOnlySpan<int> rows)
    {
        var added = 0;
        while (added < rows.Length && _hint == _exponent && _open is > -Near2To62 and < Near2To62)
        {
            var piece = rows.Slice(added, Math.Min(StepsAtOnce, rows.Length - added));
            if (!DecimalSteps.TrySum(values, piece, _exponent, out var steps))
            {
                break;
            }

            _open += steps;
            added += piece.Length;
        }

        return added;
    }

    /// <summary>Takes a value away that was added.</summary>
    public void Subtract(double value) => Add(value, -1);

    /// <summary>Adds what another sum holds.</summary>
    /// <exception cref="OverflowException">The sum has more than 38 digits from its finest place up; it is as before.</exception>
    public void Add(ExactSum other) => Add(other, 1);

    /// <summary>Takes away what another sum holds.</summary>
    /// <exception cref="OverflowException">The sum has more than 38 digits from its finest place up; it is as before.</exception>
    public void Subtract(ExactSum other) => Add(other, -1);

    /// <summary>The double nearest to the sum divided by a count.</summary>
    public double Mean(long count) => Near().DividedBy(count).TryRound(out var mean) ? mean : Mixed(count);

    /// <summary>The sum of these values alone; what was in the sum before is forgotten.</summary>
    public double Total(ReadOnlySpan<double> values)
    {
        var sum = 0L;
        var whole = values.Length <= MostAtOnce;
        for (var i = 0; whole && i < values.Length; i++)
        {
            whole = DecimalSteps.TryReadAt(values[i], _hint, out var steps);
            sum += steps;
        }

        if (whole && sum is > -Fast and < Fast)
        {
            return DecimalSteps.Value(sum, _hint);
        }

        Clear();
        foreach (var value in values)
        {
            Add(value);
        }

        _hint = _exponent;
        return Value;
    }

    /// <summary>Back to 0.</summary>
    public void Clear()
    {
        _steps = 0;
        _open = 0;
        _exponent = 0;
        _binary = null;
        _binaryCount = 0;
    }

    private void Add(double value, int sign)
    {
        var exponent = _hint;
        if (!DecimalSteps.TryRead(value, ref exponent, out var steps))
        {
            _binary ??= new BinarySum();
            if (sign > 0)
            {
                _binary.Add(value);
            }
            else
            {
                _binary.Subtract(value);
            }

            _binaryCount += sign;
            return;
        }

        _hint = exponent;
        if (exponent == _exponent && _open is > -Folded and < Folded)
        {
            _open += sign * steps;
            return;
        }

        AddSteps(steps, exponent, sign);
    }

    private void Add(ExactSum other, int sign)
    {
        AddSteps(other.Steps, other._exponent, sign);
        if (other._binary is null)
        {
            return;
        }

        _binary ??= new BinarySum();
        if (sign > 0)
        {
            _binary.Add(other._binary);
        }
        else
        {
            _binary.Subtract(other._binary);
        }

        _binaryCount += sign * other._binaryCount;
    }

    private void AddSteps(Int128 steps, int exponent, int sign)
    {
        var finest = Math.Max(exponent, _exponent);
        _steps = finest == _exponent && finest == exponent
            ? checked(Steps + (sign * steps))
            : checked((Steps * DecimalSteps.PowerOfTen(finest - _exponent)) + (sign * steps * DecimalSteps.PowerOfTen(finest - exponent)));
        _open = 0;
        _exponent = finest;
    }

    private NearSum Near()
    {
        var steps = NearSum.Of(Steps, _exponent);
        return _binaryCount == 0 ? steps : steps.Plus(_binary!.Near());
    }

    private double Mixed(BigInteger count)
    {
        BigInteger scale = DecimalSteps.PowerOfTen(_exponent);
        return _binaryCount == 0
            ? ExactRatio.ToDouble(Steps, scale * count)
            : ExactRatio.ToDouble(((BigInteger)Steps * BinarySum.Unit) + (_binary!.Units * scale), scale * BinarySum.Unit * count);
    }

    private static double Parsed(Int128 steps, int exponent)
    {
        Span<char> text = stackalloc char[48];
        steps.TryFormat(text, out var digits, default, CultureInfo.InvariantCulture);
        text[digits] = 'E';
        (-exponent).TryFormat(text[(digits + 1)..], out var places, default, CultureInfo.InvariantCulture);
        return double.Parse(text[..(digits + 1 + places)], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
