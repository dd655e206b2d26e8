using System.Globalization;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Holds feature rows to a table of expected ones: sums, prices, ids and times are the same number, quotients agree to 1e-9 relative, an empty cell is a null.</summary>
internal static class FeatureRows
{
    private const decimal Tolerance = 1e-9m;

    private static readonly HashSet<string> Quotients = ["spread_bps", "mid", "weighted_mid", "imbalance_20"];

    /// <summary>A CSV file without quotes, as rows by column.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Csv(string path)
    {
        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    /// <summary>All rows of a table, in its columns, and no others.</summary>
    public static void AssertEqual(string csv, ArrowFile actual)
    {
        Assert.Equal(File.ReadLines(csv).First().Split(','), actual.Columns);
        AssertEqual(Csv(csv), actual.Rows);
    }

    /// <summary>The rows, in the columns that are expected.</summary>
    public static void AssertEqual(IReadOnlyList<Dictionary<string, string>> expected, IReadOnlyList<Dictionary<string, object?>> actual)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            foreach (var (column, cell) in expected[i])
            {
                Assert.True(Same(column, cell, actual[i][column]), string.Create(CultureInfo.InvariantCulture, $"row {i + 1}, column {column}: expected '{cell}', actual '{actual[i][column]}'"));
            }
        }

        Assert.Equal(expected.Count, actual.Count);
    }

    private static bool Same(string column, string expected, object? actual)
    {
        if (expected.Length == 0 || actual is null)
        {
            return expected.Length == 0 && actual is null;
        }

        if (actual is string text)
        {
            return expected == text;
        }

        var (e, a) = (Number(expected), Number(((IFormattable)actual).ToString(null, CultureInfo.InvariantCulture)));
        return Quotients.Contains(column) ? Math.Abs(e - a) <= Tolerance * Math.Abs(e) : e == a;
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
