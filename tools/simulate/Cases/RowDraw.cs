namespace StreamEngine.Simulation.Cases;

/// <summary>Draws the rows of sources: disorder, duplicates, gaps, skewed keys, quiet inputs, nulls, extremes.</summary>
internal sealed class RowDraw(Random random)
{
    /// <summary>Steps of time are multiples of this, so that instants meet.</summary>
    public const long Step = 100_000_000;

    /// <summary>Keys; by UTF-8, by UTF-16, by first appearance and by code they have different orders.</summary>
    public static readonly IReadOnlyList<string> Keys = ["b", "a", "～", "😀", "é", "B", "BA"];

    /// <summary>Columns of trades.</summary>
    public static readonly IReadOnlyList<SimColumn> Trades =
    [
        new("ts", CellType.Timestamp, false), new("k", CellType.Symbol), new("g", CellType.Int64, false), new("p", CellType.Float64), new("q", CellType.Float64), new("n", CellType.Int64),
    ];

    /// <summary>Columns of quotes.</summary>
    public static readonly IReadOnlyList<SimColumn> Quotes =
    [
        new("ts", CellType.Timestamp, false), new("k", CellType.Symbol), new("bid_px", CellType.Float64), new("bid_qty", CellType.Float64), new("ask_px", CellType.Float64), new("ask_qty", CellType.Float64),
    ];

    private static readonly long[] Origins = [0, 1_700_000_000_000_000_000, 1_700_000_000_123_000_000, -7_000_000_000];
    private static readonly double[] Extremes = [0, 1e15, -1e15, 1e-12, 123456789012345, 1e300, -1e300, 0.1, 1.0 / 3];

    /// <summary>Where the streams of a case begin.</summary>
    public long Origin { get; } = Origins[random.Next(Origins.Length)];

    /// <summary>A source.</summary>
    /// <param name="name">Its node.</param>
    /// <param name="columns">Its columns.</param>
    public SimSource Source(string name, IReadOnlyList<SimColumn> columns)
    {
        var count = random.Next(12) switch { 0 => random.Next(3), < 4 => 100 + random.Next(100), _ => 5 + random.Next(60) };
        var disorder = random.Next(2) == 0 ? 0 : 1 + random.Next(20);
        var isStamped = random.Next(4) == 0; // rows come by a clock of their own, like those of a normalizer
        var nulls = random.Next(3) == 0 ? 0 : random.Next(15);
        var extremes = random.Next(4) == 0 ? random.Next(10) : 0;
        var isFlat = random.Next(4) == 0;
        var keys = 1 + random.Next(Keys.Count);
        var pace = 1 + random.Next(12);
        var rows = new List<SimRow>();
        long clock = Origin + (random.Next(20) * Step), at = long.MinValue;
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && random.Next(12) == 0)
            {
                rows.Add(rows[random.Next(Math.Max(0, i - 3), i)] with { At = at }); // once more what has been
                continue;
            }

            clock += random.Next(25) == 0 ? (50 + random.Next(400)) * Step : random.Next(3) == 0 ? 0 : random.Next(pace) * Step + (random.Next(8) == 0 ? random.Next(1000) : 0);
            var ts = clock - (random.Next(3) == 0 ? random.Next(disorder + 1) * Step : 0);
            at = isStamped ? Math.Max(at, clock) : Math.Max(at, ts);
            var cells = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var column in columns)
            {
                cells[column.Name] = column.Name == "ts" ? ts
                    : column.Nullable && random.Next(100) < (column.Name == "k" ? nulls / 4 : nulls) ? null
                    : Cell(column, keys, extremes, isFlat);
            }

            rows.Add(new SimRow(at, cells));
        }

        return new SimSource(name, columns, rows);
    }

    private object Cell(SimColumn column, int keys, int extremes, bool isFlat) => column.Type switch
    {
        CellType.Symbol => Keys[Math.Min(keys - 1, (int)(-Math.Log(1 - random.NextDouble()) * 1.3))],
        CellType.Int64 => column.Name == "g" ? (long)random.Next(3) : random.Next(200) == 0 && extremes > 0 ? long.MaxValue : (long)random.Next(-5, 50),
        _ when random.Next(100) < extremes => Extremes[random.Next(Extremes.Length)],
        _ when column.Name.EndsWith("px", StringComparison.Ordinal) || column.Name == "p" => 100 + (random.Next(isFlat ? 3 : 400) * (column.Name.StartsWith("ask", StringComparison.Ordinal) ? 0.25 : 0.01)),
        _ => random.Next(isFlat ? 3 : 200) * 0.1,
    };
}
