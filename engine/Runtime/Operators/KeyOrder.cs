using System.Runtime.InteropServices;

namespace StreamEngine.Runtime;

/// <summary>Order between keys: by the UTF-8 bytes of their values, never by first appearance (DESIGN § 4).</summary>
public sealed class KeyOrder(KeyTable keys) : IComparer<int>
{
    private const int FewestByStart = 16;

    private ulong[] _starts = [];

    /// <summary>Compares two keys by ordinal.</summary>
    public int Compare(int x, int y) => keys.Compare(x, y);

    /// <summary>Puts keys in order.</summary>
    public void Sort(List<int> ordinals)
    {
        if (ordinals.Count < FewestByStart)
        {
            ordinals.Sort(this);
            return;
        }

        var span = CollectionsMarshal.AsSpan(ordinals);
        if (_starts.Length < span.Length)
        {
            _starts = new ulong[Math.Max(span.Length, 2 * _starts.Length)];
        }

        var starts = _starts.AsSpan(0, span.Length);
        for (var i = 0; i < span.Length; i++)
        {
            starts[i] = keys.StartOf(span[i]);
        }

        starts.Sort(span);
        for (var i = 0; i < span.Length;)
        {
            var end = i + 1;
            while (end < span.Length && starts[end] == starts[i])
            {
                end++;
            }

            if (end - i > 1)
            {
                span[i..end].Sort(this);
            }

            i = end;
        }
    }

    /// <summary>The first eight bytes of a text as a number, up to one that is not ASCII, which stands for all that are greater.</summary>
    internal static ulong StartOf(ReadOnlySpan<char> text)
    {
        var start = 0UL;
        for (var i = 0; i < sizeof(ulong) && i < text.Length; i++)
        {
            var place = 8 * (sizeof(ulong) - 1 - i);
            if (!char.IsAscii(text[i]))
            {
                return start | (0xFFUL << place);
            }

            start |= (ulong)text[i] << place;
        }

        return start;
    }

    /// <summary>Compares two texts as their UTF-8 bytes compare.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var common = Math.Min(left.Length, right.Length);
        for (var i = 0; i < common; i++)
        {
            if (left[i] != right[i])
            {
                return Rank(left[i]) - Rank(right[i]);
            }
        }

        return left.Length - right.Length;
    }

    // surrogates stand for characters behind all others, but their code units do not
    private static int Rank(char unit) => unit switch
    {
        >= '\uE000' => unit - 0x800,
        >= '\uD800' => unit + 0x2000,
        _ => unit,
    };
}
