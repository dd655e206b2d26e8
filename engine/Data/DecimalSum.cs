using System.Numerics;
using StreamEngine.Arrow;

namespace StreamEngine.Data;

/// <summary>The exact sum of decimals, values taken away included, in units of 10⁻¹⁸; a value with more places is rounded half-even to 18 first (DESIGN § 2).</summary>
public sealed class DecimalSum : IExactSum
{
    private Int128 _units;

    /// <summary>The sum.</summary>
    /// <exception cref="ArithmeticException">A decimal has too few digits for it.</exception>
    public decimal Value => Decoded(_units);

    /// <summary>Adds a value.</summary>
    /// <exception cref="OverflowException">The value or the sum has more than 20 digits before the point; the sum is as before.</exception>
    public void Add(decimal value) => _units = checked(_units + Units(value));

    /// <summary>Adds what another sum holds.</summary>
    /// <exception cref="OverflowException">The sum has more than 20 digits before the point; it is as before.</exception>
    public void Add(DecimalSum other) => _units = checked(_units + other._units);

    /// <summary>Takes away what another sum holds.</summary>
    /// <exception cref="OverflowException">The sum has more than 20 digits before the point; it is as before.</exception>
    public void Subtract(DecimalSum other) => _units = checked(_units - other._units);

    /// <summary>Back to 0.</summary>
    public void Clear() => _units = 0;

    /// <summary>The sum divided by a count, rounded half-even to 18 places.</summary>
    /// <exception cref="ArithmeticException">A decimal has too few digits for it.</exception>
    public decimal Mean(long count) => Decoded(Quotient(_units, count));

    /// <summary>The sum divided by another, rounded half-even to 18 places; the other must not be 0.</summary>
    /// <exception cref="ArithmeticException">A decimal has too few digits for it.</exception>
    public decimal Ratio(DecimalSum to) => Decoded(Quotient((BigInteger)_units * 1_000_000_000_000_000_000, to._units));

    private static Int128 Quotient(BigInteger units, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(units), BigInteger.Abs(divisor), out var rest);
        var order = (2 * rest).CompareTo(BigInteger.Abs(divisor));
        if (order > 0 || (order == 0 && !quotient.IsEven))
        {
            quotient++;
        }

        return (Int128)(units.Sign * divisor.Sign < 0 ? -quotient : quotient);
    }

    private static Int128 Units(decimal value) => Decimal128.TryEncode(Math.Round(value, Decimal128.Scale, MidpointRounding.ToEven), out var units)
        ? units
        : throw new OverflowException("a decimal with more than 20 digits before the point cannot be added");

    private static decimal Decoded(Int128 units) => Decimal128.TryDecode(units, Decimal128.Scale, out var value)
        ? value
        : throw new ArithmeticException("the sum has more digits than a decimal");
}
