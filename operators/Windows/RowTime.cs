using System.Globalization;

namespace StreamEngine.Windows;

/// <summary>Times in messages.</summary>
internal static class RowTime
{
    /// <summary>A stream time, ns.</summary>
    public static string Text(long ns) => ns.ToString(CultureInfo.InvariantCulture);
}
