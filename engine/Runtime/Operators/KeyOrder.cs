namespace StreamEngine.Runtime;

/// <summary>Order between keys: by the UTF-8 bytes of their values, never by first appearance (DESIGN § 4).</summary>
public sealed class KeyOrder(KeyTable keys) : IComparer<int>
{
    /// <summary>Compares two keys by ordinal.</summary>
    public int Compare(int x, int y) => x == y ? 0 : Compare(keys.Text(x), keys.Text(y));

    /// <summary>Compares two texts as their UTF-8 bytes compare.</summary>
    public static int Compare(string left, string right)
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
