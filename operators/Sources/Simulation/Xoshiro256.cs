using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace StreamEngine.Sources.Simulation;

/// <summary>
/// The generator xoshiro256**: period 2²⁵⁶ − 1, the same numbers on every machine and every version of the framework, and a state of four words that can be saved.
/// Source: Blackman, Vigna (2021), Scrambled Linear Pseudorandom Number Generators, ACM Trans. Math. Softw. 47(4), 36; seeded by SplitMix64 as its authors advise.
/// </summary>
internal struct Xoshiro256
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>A generator of a seed and a name: names of one seed give unrelated numbers.</summary>
    public Xoshiro256(long seed, string name)
    {
        var mixed = (ulong)seed;
        foreach (var unit in Encoding.UTF8.GetBytes(name))
        {
            mixed = SplitMix(ref mixed) ^ unit;
        }

        _a = SplitMix(ref mixed);
        _b = SplitMix(ref mixed);
        _c = SplitMix(ref mixed);
        _d = SplitMix(ref mixed);
    }

    /// <summary>A generator in a given state.</summary>
    public Xoshiro256(ulong a, ulong b, ulong c, ulong d)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in (0, 1]: its logarithm is finite.</summary>
    public double Uniform() => ((Next() >> 11) + 1) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … <paramref name="below"/> − 1.</summary>
    public int Below(int below) => (int)((Next() >> 32) * (ulong)below >> 32);

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -Math.Log(Uniform());

    /// <summary>Close to normal with mean 0 and variance 1: the sum of four uniform 16-bit numbers, within ± 3.46.</summary>
    public double Normal()
    {
        var bits = Next();
        var sum = (int)(bits & 0xFFFF) + (int)(bits >> 16 & 0xFFFF) + (int)(bits >> 32 & 0xFFFF) + (int)(bits >> 48);
        const double Mean = 2 * 65_535.0;
        const double Deviation = 37_837.22723720648; // sqrt(4 (2^32 - 1) / 12)
        return (sum - Mean) / Deviation;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
