namespace StreamEngine.Models;

/// <summary>Numbers a model is tried with before the first row: the same in every run, of both signs and of sizes from thousandths to thousands. Generator: xorshift64*, Marsaglia (2003), Vigna (2016).</summary>
internal sealed class WarmUpValues
{
    private static readonly double[] Scales = [1, 0.001, 10, 1_000];

    private ulong _state = 0x9E3779B97F4A7C15;

    /// <summary>The next number.</summary>
    public double Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        var drawn = _state * 0x2545F4914F6CDD1D;
        return (((drawn >> 11) * (2.0 / (1UL << 53))) - 1) * Scales[drawn & 3];
    }
}
