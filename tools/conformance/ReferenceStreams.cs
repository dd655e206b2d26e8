using System.Globalization;
using System.Text;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Conformance;

/// <summary>The standard streams examples are written over, made once a process from the simulator: trades, deltas, quotes, book and frames.</summary>
public static class ReferenceStreams
{
    /// <summary>Events of the simulator behind the streams.</summary>
    public const int Events = 2500;

    private static readonly Lazy<IReadOnlyDictionary<string, TestRows>> Made = new(Make);

    /// <summary>The rows of each stream by name.</summary>
    public static IReadOnlyDictionary<string, TestRows> All => Made.Value;

    /// <summary>A USD-M capture of one symbol that holds the simulated book and trades as the venue would send them.</summary>
    public static IReadOnlyList<string> Frames(IEnumerable<Dictionary<string, object?>> deltas, IEnumerable<Dictionary<string, object?>> trades)
    {
        var lines = new List<(long Ts, int Rank, string Text)>();
        var message = new List<Dictionary<string, object?>>();
        string? snapshot = null;
        long last = 0;
        foreach (var row in deltas)
        {
            message.Add(row);
            if (row["last"] is not true)
            {
                continue;
            }

            var ts = (long)row["ts"]!;
            var seq = (long)row["seq"]!;
            if (last == 0)
            {
                snapshot = $"{{\"lastUpdateId\":{seq},\"E\":{Ms(ts)},\"T\":{Ms(ts)},\"bids\":{Levels(message, "bid")},\"asks\":{Levels(message, "ask")}}}";
            }
            else
            {
                lines.Add((ts, 1, $"{{\"stream\":\"btcusdt@depth@0ms\",\"data\":{{\"e\":\"depthUpdate\",\"E\":{Ms(ts)},\"T\":{Ms(ts)},\"s\":\"BTCUSDT\",\"U\":{last + 1},\"u\":{seq},\"pu\":{last},\"b\":{Levels(message, "bid")},\"a\":{Levels(message, "ask")}}}}}"));
            }

            if (last > 0 && snapshot is not null)
            {
                lines.Add((ts, 1, snapshot)); // taken after the stream was opened, as the venue asks
                snapshot = null;
            }

            last = seq;
            message.Clear();
        }

        foreach (var row in trades)
        {
            var ts = (long)row["ts"]!;
            var maker = (string)row["side"]! == "sell" ? "true" : "false";
            lines.Add((ts, 2, $"{{\"stream\":\"btcusdt@trade\",\"data\":{{\"e\":\"trade\",\"E\":{Ms(ts)},\"T\":{Ms(ts)},\"s\":\"BTCUSDT\",\"t\":{lines.Count},\"p\":\"{Text(row["price"])}\",\"q\":\"{Text(row["qty"])}\",\"X\":\"MARKET\",\"m\":{maker}}}}}"));
        }

        return [.. lines.OrderBy(l => l.Ts).ThenBy(l => l.Rank).Select(l => $"{l.Ts.ToString(CultureInfo.InvariantCulture)} {l.Text}")];
    }

    private static Dictionary<string, TestRows> Make()
    {
        var run = new ExampleRun(new OperatorRegistry(typeof(Sources.CaptureFile).Assembly, typeof(RowsSource).Assembly))
            .Nodes($"exchange: {{ market_simulator: {{ rows: {Events}, unpaced: true, seed: 7 }} }}\nbook: {{ from: exchange.deltas, key: symbol, order_book: {{ depth: 20 }} }}")
            .Collect("exchange.deltas").Collect("exchange.trades").Collect("exchange.quotes").Collect("book").Execute(new RunOptions { Clock = TimeProvider.System });
        var streams = new Dictionary<string, TestRows>(StringComparer.Ordinal)
        {
            ["deltas"] = new(Schemas.BookDelta, [.. run.Rows("exchange.deltas")]),
            ["trades"] = new(Schemas.Trade, [.. run.Rows("exchange.trades")]),
            ["quotes"] = new(Schemas.Quote, [.. run.Rows("exchange.quotes")]),
            ["book"] = new(Schemas.Book(20), [.. run.Rows("book")]),
        };
        streams["frames"] = new(Schemas.Frame, [.. FrameRows(streams)]);
        return streams;
    }

    private static IEnumerable<Dictionary<string, object?>> FrameRows(Dictionary<string, TestRows> streams)
    {
        var lines = Frames(streams["deltas"].Rows.Where(IsBtc), streams["trades"].Rows.Where(IsBtc));
        for (var i = 0; i < lines.Count; i++)
        {
            var blank = lines[i].IndexOf(' ', StringComparison.Ordinal);
            var ts = long.Parse(lines[i][..blank], CultureInfo.InvariantCulture);
            yield return new() { ["ts"] = ts, ["at"] = ts, ["origin"] = "generated", ["line"] = i + 1L, ["text"] = lines[i][(blank + 1)..] };
        }
    }

    private static bool IsBtc(Dictionary<string, object?> row) => (string)row["symbol"]! == "BTCUSDT";

    private static string Levels(List<Dictionary<string, object?>> rows, string side)
    {
        var text = new StringBuilder("[");
        foreach (var row in rows.Where(r => (string?)r["side"] == side && (string)r["action"]! is "set" or "delete"))
        {
            text.Append(text.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"[\"{Text(row["price"])}\",\"{Text(row["qty"] ?? 0.0)}\"]");
        }

        return text.Append(']').ToString();
    }

    private static string Ms(long ns) => (ns / 1_000_000).ToString(CultureInfo.InvariantCulture);

    private static string Text(object? value) => ((decimal)(double)value!).ToString(CultureInfo.InvariantCulture);
}
