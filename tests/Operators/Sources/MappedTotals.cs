using System.Globalization;
using StreamEngine.Runtime;
using StreamEngine.Sources;

namespace StreamEngine.Tests.Operators.Sources;

/// <summary>Totals of the rows of a source: what two independent readers of a file can compare.</summary>
internal sealed class MappedTotals
{
    private readonly Dictionary<(string, string), int> _words = [];

    public int Rows { get; private set; }

    public string First { get; private set; } = "";

    public string Last { get; private set; } = "";

    public decimal SumA { get; private set; }

    public decimal SumB { get; private set; }

    public List<string> Errors { get; } = [];

    /// <summary>Reads a source to its end.</summary>
    public static async Task<MappedTotals> Of(Source source, string a, string b)
    {
        var totals = new MappedTotals();
        var rows = new SourceRows(source, TimeProvider.System) { OnError = (_, reason, _) => totals.Errors.Add(reason) };
        var words = new[] { "side", "last", "action" }.Where(rows.Schema.Has).ToList();
        var (ts, at, bt) = (rows.Schema.IndexOf("ts"), rows.Schema.IndexOf(a), rows.Schema.IndexOf(b));
        var newest = long.MinValue;
        await foreach (var batch in rows.Read())
        {
            using (batch)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    var row = batch.Row(i);
                    Assert.True(batch.At(i) >= newest, "stream time runs back");
                    newest = batch.At(i);
                    var values = (Ts: (long)batch.Column(ts).Value(row)!, A: Number(batch.Column(at).Value(row)), B: Number(batch.Column(bt).Value(row)));
                    totals.Last = $"{values.Ts} {Text(values.A)} {Text(values.B)}";
                    totals.First = totals.Rows++ == 0 ? totals.Last : totals.First;
                    totals.SumA += values.A ?? 0;
                    totals.SumB += values.B ?? 0;
                    foreach (var word in words)
                    {
                        var key = (word, $"{batch.Column(rows.Schema.IndexOf(word)).Value(row)}");
                        totals._words[key] = totals._words.GetValueOrDefault(key) + 1;
                    }
                }
            }
        }

        return totals;
    }

    /// <summary>How many rows have a word in a column.</summary>
    public int Words(string column, string word) => _words.GetValueOrDefault((column, word));

    /// <summary>A number without zeros behind it.</summary>
    public static string Text(decimal? number) => number is { } known ? known.ToString("0.############################", CultureInfo.InvariantCulture) : "-";

    private static decimal? Number(object? value) => value switch
    {
        null => null,
        double number => (decimal)number,
        int number => number,
        long number => number,
        decimal number => number,
        _ => throw new ArgumentException($"no number: {value}"),
    };
}
