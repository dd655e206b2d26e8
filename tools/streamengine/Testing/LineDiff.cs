using System.Globalization;
using System.Text;

namespace StreamEngine.Cli.Testing;

/// <summary>The lines in which two texts differ, as <c>diff -U0</c> would print them: a shortest edit by longest common subsequence between the lines that are equal at both ends.</summary>
internal static class LineDiff
{
    private const int MostLines = 4000;

    /// <summary>The difference; empty when the texts are equal.</summary>
    public static string Of(string file, string before, string after)
    {
        var (a, b) = (before.Split('\n'), after.Split('\n'));
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        var text = new StringBuilder();
        foreach (var (start, removed, at, added) in Hunks(a[head..^tail], b[head..^tail]))
        {
            text.Append(CultureInfo.InvariantCulture, $"@@ -{head + start + 1},{removed} +{head + at + 1},{added} @@\n");
            text.AppendJoin("", a.Skip(head + start).Take(removed).Select(line => $"-{line.TrimEnd('\r')}\n"));
            text.AppendJoin("", b.Skip(head + at).Take(added).Select(line => $"+{line.TrimEnd('\r')}\n"));
        }

        return text.Length == 0 ? "" : $"--- {file}\n+++ {file}\n{text}";
    }

    private static IEnumerable<(int Start, int Removed, int At, int Added)> Hunks(string[] a, string[] b)
    {
        if (a.Length > MostLines || b.Length > MostLines)
        {
            yield return (0, a.Length, 0, b.Length);
            yield break;
        }

        var lengths = Lengths(a, b);
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            var (start, at) = (i, j);
            while ((i < a.Length || j < b.Length) && !(i < a.Length && j < b.Length && a[i] == b[j]))
            {
                if (j == b.Length || (i < a.Length && lengths[i + 1, j] >= lengths[i, j + 1]))
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }

            if (i > start || j > at)
            {
                yield return (start, i - start, at, j - at);
            }

            (i, j) = (i + 1, j + 1);
        }
    }

    /// <summary>Lengths of the longest common subsequence behind each pair of lines.</summary>
    private static int[,] Lengths(string[] a, string[] b)
    {
        var lengths = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = a[i] == b[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
