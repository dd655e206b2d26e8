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
            if (name.Length > LongestName)
            {
                continue;
            }

            var lower = name.ToLowerInvariant();
            var distance = Distance(wanted, lower);
            var better = distance < bestDistance || (distance == bestDistance && string.CompareOrdinal(name, best) < 0);
            if (distance <= Allowance(Math.Max(wanted.Length, lower.Length)) && better)
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
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var least = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = least;
            }
        }

        return rows[a.Length, b.Length];
    }
}
