namespace StreamEngine.Config;

/// <summary>Finds the name somebody meant.</summary>
public static class Nearest
{
    private const int LongestName = 64;

    /// <summary>The allowed name nearest to <paramref name="found"/>; null when none is near enough to be what was meant.</summary>
    /// <remarks>Optimal string alignment distance (Damerau–Levenshtein without overlapping edits) without regard to case:
    /// one edit for names of 3 to 5 characters, two up to 8, three beyond. A name that differs only in case always wins.</remarks>
    public static string? Of(string found, IEnumerable<string> allowed)
    {
        if (found.Length is 0 or > LongestName)
        {
            return null;
        }

        var wanted = found.ToLowerInvariant();
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var name in allowed)
        {
            var allowance = Allowance(Math.Max(wanted.Length, name.Length));
            if (name.Length > LongestName || Math.Abs(name.Length - wanted.Length) > allowance)
            {
                continue;
            }

            var distance = Distance(wanted, name.ToLowerInvariant());
            var better = distance < bestDistance || (distance == bestDistance && string.CompareOrdinal(name, best) < 0);
            if (distance <= allowance && better)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    /// <summary><c>did you mean 'x'?</c>, or null when no allowed name is near.</summary>
    public static string? Question(string found, IEnumerable<string> allowed) =>
        Of(found, allowed) is { } name ? $"did you mean '{name}'?" : null;

    private static int Allowance(int length) => length switch { <= 2 => 0, <= 5 => 1, <= 8 => 2, _ => 3 };

    private static int Distance(string a, string b)
    {
        // three rows of the table: the one before the last is needed where two letters are swapped
        Span<int> older = stackalloc int[b.Length + 1];
        Span<int> old = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var free = older;
            older = old;
            old = row;
            row = free;
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var least = Math.Min(change, Math.Min(old[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    least = Math.Min(least, older[j - 2] + 1);
                }

                row[j] = least;
            }
        }

        return row[b.Length];
    }
}
