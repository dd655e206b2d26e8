using StreamEngine.Data;

namespace StreamEngine.Tests.Arrow;

/// <summary>Seeded rows of every column type, and batches of them cut in every way the engine cuts.</summary>
internal static class Samples
{
    public static Schema EveryType { get; } = new("sample/1",
    [
        new Field("ts", ColumnType.Timestamp),
        new Field("flag", ColumnType.Bool, true),
        new Field("i32", ColumnType.Int32, true),
        new Field("i64", ColumnType.Int64, true),
        new Field("f32", ColumnType.Float32, true),
        new Field("f64", ColumnType.Float64, true, "bps"),
        new Field("money", ColumnType.Decimal, true, "quote"),
        new Field("wait", ColumnType.Duration, true),
        new Field("text", ColumnType.String, true),
        new Field("symbol", ColumnType.Symbol, true),
        new Field("venue", ColumnType.Symbol),
        new Field("side", ColumnType.Enum("buy", "sell"), true),
        new Field("many", ColumnType.Enum([.. Enumerable.Range(0, 200).Select(i => $"name_{i}")]), true),
        new Field("v32", ColumnType.Vector(TypeKind.Float32, 3), true),
        new Field("v64", ColumnType.Vector(TypeKind.Float64, 2), true),
        new Field("doc", ColumnType.Json, true),
    ]);

    /// <summary>Rows as <see cref="Column.Value"/> gives them; symbols come up over time, so dictionaries grow.</summary>
    public static List<object?[]> Rows(int seed, int count)
    {
        var random = new Random(seed);
        var rows = new List<object?[]>(count);
        var ts = 1_700_000_000_000_000_000L;
        for (var i = 0; i < count; i++)
        {
            ts += random.Next(0, 1000);
            object?[] row =
            [
                ts,
                random.Next(2) == 0,
                random.Next(int.MinValue, int.MaxValue),
                random.NextInt64(long.MinValue, long.MaxValue),
                (float)random.NextDouble(),
                random.Next(10) == 0 ? -0.0 : random.NextDouble() * 1e9,
                Money(random),
                random.NextInt64(0, 1_000_000_000),
                random.Next(8) == 0 ? "" : new string('ž', random.Next(0, 20)) + "🐎",
                $"SYM{random.Next(0, 2 + i / 20)}",
                i < count / 2 ? "binance" : "okx",
                random.Next(3) switch { 0 => "buy", 1 => "sell", _ => "unknown" },
                $"name_{random.Next(200)}",
                new[] { (float)random.NextDouble(), float.Epsilon, -1 },
                new[] { random.NextDouble(), double.MaxValue },
                $"{{\"n\":{i}}}",
            ];
            for (var c = 0; c < row.Length; c++)
            {
                if (EveryType[c].Nullable && random.Next(7) == 0)
                {
                    row[c] = null;
                }
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>One batch of rows, dense; stream time is the first column.</summary>
    public static Batch Dense(Schema schema, IReadOnlyList<object?[]> rows, BufferPool pool, SymbolTables symbols)
    {
        var columns = new Column?[schema.Fields.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            var builder = ColumnBuilder.For(schema[c].Name, schema[c].Type, symbols, pool, rows.Count);
            foreach (var row in rows)
            {
                builder.AppendObject(row[c]);
            }

            columns[c] = builder.Build();
        }

        var at = new ValueBuilder<long>(ColumnType.Timestamp, pool, rows.Count);
        foreach (var row in rows)
        {
            at.Append(row[0] is long ts ? ts : 0L);
        }

        return new Batch(schema, columns, (ValueColumn<long>)at.Build(), 0, 0);
    }

    /// <summary>The rows in batches of random size: dense, slices of longer ones, selections among other rows, and batches without rows.</summary>
    public static IEnumerable<Batch> Cut(Schema schema, IReadOnlyList<object?[]> rows, int seed, int most, BufferPool pool, SymbolTables symbols)
    {
        var random = new Random(seed);
        for (var start = 0; start < rows.Count;)
        {
            var count = Math.Min(rows.Count - start, random.Next(1, most + 1));
            var part = rows.Skip(start).Take(count).ToArray();
            switch (random.Next(4))
            {
                case 0:
                    yield return Batch.Punctuation(schema, 0);
                    yield return Dense(schema, part, pool, symbols);
                    break;
                case 1:
                    using (var longer = Dense(schema, [rows[0], .. part, rows[^1]], pool, symbols))
                    {
                        yield return longer.Slice(1, count, 0);
                    }

                    break;
                case 2:
                    yield return Selected(schema, part, random, rows[0], pool, symbols);
                    break;
                default:
                    using (var selected = Selected(schema, [rows[^1], .. part, rows[0]], random, rows[0], pool, symbols))
                    {
                        yield return selected.Slice(1, count, 0);
                    }

                    break;
            }

            start += count;
        }
    }

    /// <summary>The values of all rows of a batch.</summary>
    public static IEnumerable<object?[]> Values(Batch batch) =>
        Enumerable.Range(0, batch.Count).Select(i => batch.Schema.Fields.Select(f => batch.Value(f.Name, i)).ToArray());

    private static Batch Selected(Schema schema, object?[][] part, Random random, object?[] other, BufferPool pool, SymbolTables symbols)
    {
        var physical = new List<object?[]>();
        var picked = pool.Rent<int>(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            physical.AddRange(Enumerable.Repeat(other, random.Next(3)));
            picked[i] = physical.Count;
            physical.Add(part[i]);
        }

        using var dense = Dense(schema, physical, pool, symbols);
        return dense.Select(picked, part.Length, pool);
    }

    private static decimal Money(Random random) => random.Next(5) switch
    {
        0 => 0,
        1 => random.Next(-1_000_000, 1_000_000) / 100m,
        2 => 99_999_999_999_999_999_999m,
        3 => -0.000000000000000001m,
        _ => new decimal(random.Next(), random.Next(), random.Next(1000), random.Next(2) == 0, 12),
    };
}
