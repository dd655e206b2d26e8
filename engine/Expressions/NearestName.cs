namespace StreamEngine.Expressions;

/// <summary>The known name that a misspelt one most likely stands for.</summary>
internal static class NearestName
{
    /// <summary>The nearest of the allowed names, or null when none is near.</summary>
    public static string? Of(string found, IEnumerable<string> allowed)
    {
        string? nearest = null;
        var least = Math.Max(1, found.Length / 3) + 1;
        foreach (var name in allowed)
        {
            var distance = Distance(found, name);
            if (distance < least)
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        const int Longest = 100;
        if (a.Length > Longest || b.Length > Longest)
        {
            return int.MaxValue;
        }

        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
