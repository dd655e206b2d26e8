namespace StreamEngine.Tests.Operators.Normalizers.Envelopes;

/// <summary>Generated market rows: messages of every shape that a normalizer gives, trades and tickers, by seed.</summary>
internal static class EventSamples
{
    private static readonly string[] States = ["live", "invalid", "gap", "stale"];

    /// <summary>Rows of messages about three books.</summary>
    public static IReadOnlyList<Dictionary<string, object?>> Messages(int seed, int count)
    {
        var random = new Random(seed);
        var rows = new List<Dictionary<string, object?>>();
        for (var i = 0; i < count; i++)
        {
            rows.AddRange(Message(random, EventRun.Start + i * 1_000_003L, 100L * i));
        }

        return rows;
    }

    /// <summary>Trades.</summary>
    public static IReadOnlyList<Dictionary<string, object?>> Trades(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Origin(random, EventRun.Trade(
            ("ts", EventRun.Start + i * 1_000_003L), ("ts_recv", EventRun.Start + i * 1_000_003L + random.Next(2)), ("trade_id", $"t\"{i}é"), ("price", Number(random)), ("qty", Number(random)), ("side", random.Next(2) == 0 ? "buy" : "sell"),
            ("kind", new[] { "normal", "aggregated", "block", "rpi", "insurance", "adl" }[random.Next(6)]), ("qty_raw", random.Next(2) == 0 ? null : Number(random) - 5), ("count", random.Next(2) == 0 ? null : random.NextInt64()))))];
    }

    /// <summary>Tickers.</summary>
    public static IReadOnlyList<Dictionary<string, object?>> Tickers(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Origin(random, EventRun.Ticker(
            ("ts", EventRun.Start + i * 1_000_003L), ("ts_recv", EventRun.Start + i * 1_000_003L), ("low", 1e-30), ("high", Number(random)), ("last", random.Next(2) == 0 ? null : Number(random)), ("open", random.Next(2) == 0 ? null : Number(random)),
            ("base_vol", (decimal)random.NextInt64() / 1_000_000_000m), ("quote_vol", random.Next(2) == 0 ? null : decimal.MaxValue / random.Next(1, 1000)))))];
    }

    private static List<Dictionary<string, object?>> Message(Random random, long ts, long id)
    {
        var rows = new List<Dictionary<string, object?>>();
        var (symbol, shape) = (new[] { "BTCUSDT", "ETHUSDT", "XBT/USD" }[random.Next(3)], random.Next(6));
        var seq = random.Next(8) == 0 ? (long?)null : id;
        var received = ts + random.Next(3);
        if (shape == 0)
        {
            var isDepth = random.Next(2) == 0;
            var side = Origin(random, Row("clear", null, seq, true));
            rows.Add(side);
            for (var level = 0; level < random.Next(25); level++)
            {
                rows.Add(With(side, Row("set", isDepth || random.Next(2) == 0 ? "bid" : "ask", seq, true, isDepth ? 1000 - level : Number(random), Number(random))));
            }

            seq = seq is null ? null : id + 1;
        }
        else if (shape == 1)
        {
            rows.Add(Origin(random, Row("clear", null, seq, false)));
        }

        var more = shape == 1 ? rows[0] : Origin(random, Row("", null, null, false));
        for (var level = 0; level < (rows.Count > 0 ? random.Next(3) : 1 + random.Next(6)); level++)
        {
            var qty = random.Next(4) == 0 ? 0 : Number(random);
            rows.Add(With(more, Row(qty == 0 ? "delete" : "set", random.Next(2) == 0 ? "bid" : "ask", seq, false, Number(random), qty)));
        }

        if (random.Next(5) == 0)
        {
            var status = With(more, Row("status", null, seq, false));
            (status["state"], status["reason"], status["last_seq"], status["expected"], status["got"]) = (States[random.Next(4)], random.Next(2) == 0 ? null : "why \n not", random.Next(2) == 0 ? null : 4L, 5L, long.MaxValue);
            rows.Add(status);
        }

        rows[^1]["last"] = true;
        return rows;

        Dictionary<string, object?> Row(string action, string? side, long? number, bool isSnapshot, double? price = null, double? qty = null) => EventRun.Delta(
            ("ts", ts), ("ts_recv", received), ("symbol", symbol), ("action", action), ("side", side), ("price", price), ("qty", qty), ("seq", number), ("snapshot", isSnapshot), ("last", false));
    }

    /// <summary>A row with the origin of another.</summary>
    private static Dictionary<string, object?> With(Dictionary<string, object?> origin, Dictionary<string, object?> row)
    {
        foreach (var name in (string[])["channel", "raw_symbol", "ts_send", "frame_id", "conn_id"])
        {
            row[name] = origin.GetValueOrDefault(name);
        }

        return row;
    }

    private static Dictionary<string, object?> Origin(Random random, Dictionary<string, object?> row)
    {
        (row["channel"], row["raw_symbol"], row["conn_id"]) = (random.Next(2) == 0 ? null : "depth@100ms", random.Next(2) == 0 ? null : "btc\\usdt", random.Next(2) == 0 ? null : "a.gz");
        (row["ts_send"], row["frame_id"]) = (random.Next(2) == 0 ? null : (long)row["ts"]! - 1, random.Next(2) == 0 ? null : random.NextInt64());
        return row;
    }

    /// <summary>Any size of number above 0, with as many digits as a double has.</summary>
    private static double Number(Random random) => (random.NextDouble() + 1e-9) * Math.Pow(10, random.Next(-12, 15));
}
