using System.Text;

namespace StreamEngine.Runtime;

/// <summary>The order of keys wherever order is needed: by the UTF-8 bytes of their text (DESIGN § 2), never by codes or first appearance.</summary>
public static class KeyOrder
{
    /// <summary>Compares two texts by their UTF-8 bytes.</summary>
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                // UTF-16 units order as UTF-8 does, but for surrogates, which stand for what lies above all other characters
                return Weight(left[i]) - Weight(right[i]);
            }
        }

        return left.Length - right.Length;
    }

    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
