namespace StreamEngine.Bench.Study;

/// <summary>How people mistype names.</summary>
internal static class Typo
{
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>A name with one slip: a letter left out, doubled, swapped with the next, or hit beside. Never the name itself.</summary>
    public static string Of(string name, Random random)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var at = random.Next(name.Length);
            var typed = random.Next(4) switch
            {
                0 when name.Length > 2 => name.Remove(at, 1),
                1 => name.Insert(at, name[at].ToString()),
                2 when at + 1 < name.Length => string.Concat(name.AsSpan(0, at), name[at + 1].ToString(), name[at].ToString(), name.AsSpan(at + 2)),
                _ => string.Concat(name.AsSpan(0, at), Beside(name[at], random).ToString(), name.AsSpan(at + 1)),
            };
            if (typed != name && typed.Length > 0 && (char.IsAsciiLetter(typed[0]) || typed[0] == name[0]))
            {
                return typed;
            }
        }

        return name + "x";
    }

    /// <summary>Whether no other name is as near to what was typed as the one that was meant.</summary>
    public static bool OnlyOneIsMeant(string typed, string meant, IEnumerable<string> allowed)
    {
        var distance = Distance(typed, meant);
        return allowed.All(name => name == meant || Distance(typed, name) > distance);
    }

    // Letters put in, left out, changed or swapped with the next, counted by recursion over both ends (restricted Damerau–Levenshtein).
    private static int Distance(string a, string b)
    {
        var known = new Dictionary<(int, int), int>();
        return From(0, 0);

        int From(int i, int j)
        {
            if (i == a.Length || j == b.Length)
            {
                return a.Length - i + b.Length - j;
            }

            if (known.TryGetValue((i, j), out var found))
            {
                return found;
            }

            var least = From(i + 1, j + 1) + (a[i] == b[j] ? 0 : 1);
            least = Math.Min(least, 1 + Math.Min(From(i + 1, j), From(i, j + 1)));
            if (i + 1 < a.Length && j + 1 < b.Length && a[i] == b[j + 1] && a[i + 1] == b[j])
            {
                least = Math.Min(least, 1 + From(i + 2, j + 2));
            }

            return known[(i, j)] = least;
        }
    }

    private static char Beside(char c, Random random)
    {
        var row = Rows.FirstOrDefault(r => r.Contains(char.ToLowerInvariant(c)));
        if (row is null)
        {
            return char.IsAsciiDigit(c) ? (char)('0' + ((c - '0' + 1) % 10)) : 'x';
        }

        var at = row.IndexOf(char.ToLowerInvariant(c));
        return row[at == 0 ? 1 : at == row.Length - 1 || random.Next(2) == 0 ? at - 1 : at + 1];
    }
}
