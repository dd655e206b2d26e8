using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

/// <summary>Rows for the operators of the market report, and how many random events their oracles take.</summary>
internal static class MicroRows
{
    /// <summary>Rows that ask: ts and symbol.</summary>
    public static readonly Schema Ticks = new(null, [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.Symbol)]);

    /// <summary>Random events of an oracle: a million under <c>./test.sh --long</c>.</summary>
    public static int Events => LongRun.IsAsked ? 1_000_000 : 20_000;

    public static long Ms(double ms) => (long)(ms * 1_000_000);

    public static Dictionary<string, object?> Tick(long ts, string? symbol = "S") => new() { ["ts"] = ts, ["symbol"] = symbol };

    /// <summary>A book row of levels (price, size) from the best on; null for a book that is lost.</summary>
    public static Dictionary<string, object?> Book(long ts, int depth, (double Price, double Size)[]? bids, (double Price, double Size)[]? asks, string? symbol = "S", long? at = null)
    {
        var row = new Dictionary<string, object?>
        {
            ["ts"] = ts, ["ts_recv"] = ts, ["venue"] = "v", ["symbol"] = symbol, ["state"] = bids is null ? "invalid" : "live",
            ["bid_px"] = bids is { Length: > 0 } ? bids[0].Price : null, ["bid_qty"] = bids is { Length: > 0 } ? bids[0].Size : null,
            ["ask_px"] = asks is { Length: > 0 } ? asks[0].Price : null, ["ask_qty"] = asks is { Length: > 0 } ? asks[0].Size : null,
            ["bid_prices"] = Filled(bids?.Select(l => l.Price), depth), ["bid_sizes"] = Filled(bids?.Select(l => l.Size), depth),
            ["ask_prices"] = Filled(asks?.Select(l => l.Price), depth), ["ask_sizes"] = Filled(asks?.Select(l => l.Size), depth),
        };
        if (at is { } given)
        {
            row["at"] = given;
        }

        return row;
    }

    /// <summary>Levels one price apart, from the best on.</summary>
    public static (double, double)[] Levels(double best, double step, params double[] sizes) => [.. sizes.Select((s, i) => (best + (i * step), s))];

    public static Dictionary<string, object?> Trade(long ts, double price, double qty, string side, string? symbol = "S", long? at = null, string kind = "aggregated")
    {
        var row = new Dictionary<string, object?>
        {
            ["ts"] = ts, ["ts_recv"] = ts, ["venue"] = "v", ["symbol"] = symbol, ["trade_id"] = "1", ["price"] = price, ["qty"] = qty, ["side"] = side, ["kind"] = kind,
        };
        if (at is { } given)
        {
            row["at"] = given;
        }

        return row;
    }

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double[]? Filled(IEnumerable<double>? values, int depth) => values is null ? null : [.. values.Concat(Enumerable.Repeat(0.0, depth)).Take(depth)];
}
