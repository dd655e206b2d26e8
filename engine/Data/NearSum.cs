namespace StreamEngine.Data;

/// <summary>A number as two doubles, and how far it may be off: enough to round nearly every exact sum to the nearest double without big integers.</summary>
/// <remarks>Products and sums of doubles are kept with what rounding took away from them (Dekker 1971; Shewchuk 1997). <see cref="TryRound"/> answers only when all that the number may be rounds alike (Ziv 1991).</remarks>
/// <param name="High">The number, nearly.</param>
/// <param name="Low">What is missing.</param>
/// <param name="Error">A bound of what is still missing then.</param>
internal readonly record struct NearSum(double High, double Low, double Error)
{
    private const double Relative = 1.0 / (1L << 49) / (1L << 49); // some bits above what two doubles lose

    private const double Least = 1e-200; // below, the parts lose more

    private const double Most = 1e37; // steps that are far from the end of Int128

    /// <summary>Nothing is known.</summary>
    public static NearSum Unknown { get; } = new(double.NaN, 0, 0);

    /// <summary>Steps of 10⁻ᵉ.</summary>
    public static NearSum Of(Int128 steps, int exponent)
    {
        var high = (double)steps;
        if (Math.Abs(high) > Most)
        {
            return Unknown;
        }

        return new NearSum(high, (double)(steps - (Int128)high), 0).DividedBy(DecimalSteps.PowerOfTen(exponent));
    }

    /// <summary>The sum of two.</summary>
    public NearSum Plus(NearSum other)
    {
        var sum = High + other.High;
        var part = sum - High;
        var lost = High - (sum - part) + (other.High - part);
        return new NearSum(sum, lost + (Low + other.Low), Error + other.Error + ((Math.Abs(High) + Math.Abs(other.High)) * Relative));
    }

    /// <summary>The number divided by a whole one.</summary>
    public NearSum DividedBy(double divisor)
    {
        var quotient = High / divisor;
        var rest = Math.FusedMultiplyAdd(-quotient, divisor, High);
        return new NearSum(quotient, (rest + Low) / divisor, (Error / divisor) + (Math.Abs(quotient) * Relative));
    }

    /// <summary>The nearest double; false when that is not certain.</summary>
    public bool TryRound(out double value)
    {
        value = High + (Low - Error);
        return Math.Abs(High) is > Least and < double.MaxValue && value == High + (Low + Error);
    }
}
