using System.Text;

namespace StreamEngine.Joins;

/// <summary>The order of texts by their UTF-8 bytes, which is that of their code points.</summary>
internal static class Utf8Order
{
    public static int Compare(string a, string b)
    {
        var i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
        {
            i++;
        }

        if (i == a.Length || i == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        // UTF-16 puts surrogate pairs before U+E000 to U+FFFF, code points behind
        return char.IsSurrogate(a[i]) != char.IsSurrogate(b[i]) ? char.IsSurrogate(a[i]).CompareTo(char.IsSurrogate(b[i])) : a[i].CompareTo(b[i]);
    }
}
