using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamEngine.Data;

/// <summary>Validity bits in Arrow's order: bit <c>i &amp; 63</c> of word <c>i / 64</c>, 1 for a value, 0 for null.</summary>
public static class Bitmap
{
    /// <summary>Words that hold <paramref name="bits"/> bits.</summary>
    public static int Words(int bits) => (bits + 63) >> 6;

    /// <summary>One bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Get(ReadOnlySpan<ulong> words, int bit) => (words[bit >> 6] >> (bit & 63) & 1) != 0;

    /// <summary>Sets or clears one bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(Span<ulong> words, int bit, bool value)
    {
        var mask = 1UL << (bit & 63);
        ref var word = ref words[bit >> 6];
        word = value ? word | mask : word & ~mask;
    }

    /// <summary>Set bits among the first <paramref name="bits"/>.</summary>
    public static int Count(ReadOnlySpan<ulong> words, int bits)
    {
        var count = 0;
        var whole = bits >> 6;
        for (var i = 0; i < whole; i++)
        {
            count += BitOperations.PopCount(words[i]);
        }

        return (bits & 63) == 0 ? count : count + BitOperations.PopCount(words[whole] & ((1UL << (bits & 63)) - 1));
    }
}
