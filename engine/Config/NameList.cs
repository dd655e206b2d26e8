using System.Globalization;

namespace StreamEngine.Config;

/// <summary>Lists names in a message, so that a long list does not bury what is said.</summary>
public static class NameList
{
    private const int Most = 40;

    /// <summary>The names with commas; of more than 40 the first 40 and how many more there are.</summary>
    public static string Of(IReadOnlyCollection<string> names) =>
        names.Count <= Most ? string.Join(", ", names) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more");
}
