using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>Seeded trades of ten symbols in batches of 65,536 rows: prices walk in steps of a cent, sizes have up to five places, times rise by up to two milliseconds.</summary>
internal static class TradeBatches
{
    /// <summary>Rows of every batch but the last.</summary>
    public const int BatchRows = 65_536;

    /// <summary>Time of the first row, at most two milliseconds early.</summary>
    public const long Start = 1_700_000_000_000_000_000;

    /// <summary>So many rows.</summary>
    public static List<Batch> Make(long rows, BufferPool pool, SymbolTables symbols)
    {
        var random = new Random(7);
        var prices = Enumerable.Range(0, 10).Select(i => 1_000_000L * (i + 1)).ToArray();
        var (ts, id) = (Start, 5_000_000_000L);
        var batches = new List<Batch>();
        for (var done = 0L; done < rows; done += BatchRows)
        {
            var count = (int)Math.Min(BatchRows, rows - done);
            var columns = Schemas.Trade.Fields.Select(f => ColumnBuilder.For(f.Name, f.Type, symbols, pool, count)).ToArray();
            for (var i = 0; i < count; i++)
            {
                ts += random.Next(2_000_000);
                var symbol = random.Next(10);
                prices[symbol] += random.Next(-3, 4);
                foreach (var (c, field) in Schemas.Trade.Fields.Index())
                {
                    columns[c].AppendObject(field.Name switch
                    {
                        "ts" => ts,
                        "ts_recv" => ts + 3_000_000 + random.Next(1_000_000),
                        "venue" => "binance",
                        "symbol" => string.Create(CultureInfo.InvariantCulture, $"SYM{symbol}USDT"),
                        "seq" => id,
                        "trade_id" => (id++).ToString(CultureInfo.InvariantCulture),
                        "price" => prices[symbol] / 100.0,
                        "qty" => random.Next(1, 500_000) / 100_000.0,
                        "side" => random.Next(2) == 0 ? "buy" : "sell",
                        "kind" => "aggregated",
                        _ => null,
                    });
                }
            }

            var built = columns.Select(c => (Column?)c.Build()).ToArray();
            built[0]!.Retain();
            batches.Add(new Batch(Schemas.Trade, built, (ValueColumn<long>)built[0]!, ts, 0));
        }

        return batches;
    }

    /// <summary>The same rows later. Whoever asks disposes them.</summary>
    public static Batch Later(Batch batch, long by, BufferPool pool)
    {
        var times = new ValueBuilder<long>(ColumnType.Timestamp, pool, batch.Count);
        foreach (var time in ((ValueColumn<long>)batch.Column("ts")).Values)
        {
            times.Append(time + by);
        }

        var ts = (ValueColumn<long>)times.Build();
        ts.Retain();
        return batch.WithColumns(batch.Schema, [ts, .. Enumerable.Range(1, batch.Schema.Fields.Count - 1).Select(batch.Share)], ts, batch.Frontier + by);
    }
}
