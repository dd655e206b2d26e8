namespace StreamEngine.Config;

/// <summary>Finds the name somebody meant.</summary>
public static class Nearest
{
    private const int LongestName = 64;
    private const int MostNamed = 3;
    private const int ShortestStem = 3;

    /// <summary>The allowed name nearest to <paramref name="found"/>; null when none is near enough to be what was meant.</summary>
    /// <remarks>Optimal string alignment distance (Damerau–Levenshtein without overlapping edits) without regard to case:
    /// one edit for names of 3 to 5 characters, and for the second letter of two, two up to 8, three beyond. A name that differs only in case always wins; of several as near, one with the same first letter.</remarks>
    public static string? Of(string found, IEnumerable<string> allowed) => Candidates(found, allowed, out _) is [var first, ..] ? first : null;

    /// <summary><c>did you mean 'x'?</c>, or null when no allowed name is near.</summary>
    /// <param name="found">The name as written.</param>
    /// <param name="allowed">The names there are.</param>
    /// <param name="about">What to say about a name, to stand in brackets behind it; null for nothing.</param>
    /// <returns>A suggestion with its change where the nearest name is the only one as near, and the difference is one of spelling: at most one edit (two from 6 characters on), none of them in a number.</returns>
    public static Suggestion? Question(string found, IEnumerable<string> allowed, Func<string, string?>? about = null)
    {
        var candidates = Candidates(found, allowed, out var distance);
        if (candidates.Count == 0)
        {
            return null;
        }

        var names = candidates.Take(MostNamed).Select(name => about?.Invoke(name) is { } told ? $"'{name}' ({told})" : $"'{name}'");
        var question = $"did you mean {string.Join(" or ", names)}?";
        return candidates.Count == 1 && IsSpelling(found, candidates[0], distance) ? Suggestion.Replace(question, found, candidates[0]) : question;
    }

    private static List<string> Candidates(string found, IEnumerable<string> allowed, out int best)
    {
        best = int.MaxValue;
        var nearest = new List<string>();
        if (found.Length is 0 or > LongestName)
        {
            return nearest;
        }

        var wanted = found.ToLowerInvariant();
        foreach (var name in allowed)
        {
            var allowance = IsPair(wanted, name) ? 1 : Allowance(Math.Max(wanted.Length, name.Length));
            if (name.Length is 0 or > LongestName || Math.Abs(name.Length - wanted.Length) > allowance || Distance(wanted, name.ToLowerInvariant()) is var distance && (distance > allowance || distance > best))
            {
                continue;
            }

            if (distance < best)
            {
                nearest.Clear();
                best = distance;
            }

            if (!nearest.Contains(name))
            {
                nearest.Add(name);
            }
        }

        if (nearest.Count == 0)
        {
            nearest.AddRange(Begun(wanted, allowed));
            return nearest;
        }

        return [.. nearest.OrderBy(name => char.ToLowerInvariant(name[0]) == wanted[0] ? 0 : 1).ThenBy(name => name, StringComparer.Ordinal)];
    }

    // 'int' for 'int64', the one name that goes on where the found one ends; or 'absolute' for 'abs', the longest that the found one goes on from
    private static IEnumerable<string> Begun(string wanted, IEnumerable<string> allowed)
    {
        if (wanted.Length < ShortestStem)
        {
            return [];
        }

        var longer = allowed.Where(name => name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(2).ToList();
        var shorter = allowed.Where(name => name.Length >= ShortestStem && wanted.StartsWith(name, StringComparison.OrdinalIgnoreCase)).MaxBy(name => name.Length);
        return longer.Count == 1 ? longer : longer.Count == 0 && shorter is not null ? [shorter] : [];
    }

    // 'ask_px' is no misspelled 'bid_px', 'sma_20' no misspelled 'sma_10', and 'int' may be 'int32' one day
    private static bool IsSpelling(string found, string meant, int distance) =>
        distance <= (Math.Max(found.Length, meant.Length) >= 6 ? 2 : 1) && Numbers(found).SequenceEqual(Numbers(meant), StringComparer.Ordinal);

    private static IEnumerable<string> Numbers(string name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            if (!char.IsAsciiDigit(name[at]))
            {
                continue;
            }

            var start = at;
            while (at < name.Length && char.IsAsciiLetterOrDigit(name[at]))
            {
                at++;
            }

            yield return name[start..at];
        }
    }

    // 'bt' for 'by'
    private static bool IsPair(string wanted, string name) => wanted.Length == 2 && name.Length == 2 && char.IsAsciiLetter(wanted[1]) && char.IsAsciiLetter(name[1]) && char.ToLowerInvariant(name[0]) == wanted[0];

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
