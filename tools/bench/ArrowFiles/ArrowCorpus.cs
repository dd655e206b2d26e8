using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>The good files that mutants are made of: seeded rows of every column type in both framings, raw and LZ4, and the short genuine files of pyarrow where the recordings lie beside the repository.</summary>
internal static class ArrowCorpus
{
    private const int Longest = 8 * 1024;
    private const string Recordings = "../shared/data/freqtrade";

    private static readonly Schema EveryType = new("sample/1",
    [
        new Field("ts", ColumnType.Timestamp),
        new Field("flag", ColumnType.Bool, true),
        new Field("i32", ColumnType.Int32, true),
        new Field("i64", ColumnType.Int64, true, "s"),
        new Field("f32", ColumnType.Float32, true),
        new Field("money", ColumnType.Decimal, true),
        new Field("text", ColumnType.String, true),
        new Field("symbol", ColumnType.Symbol, true),
        new Field("side", ColumnType.Enum("buy", "sell"), true),
        new Field("v64", ColumnType.Vector(TypeKind.Float64, 2), true),
    ]);

    private static readonly Schema Prices = new(null, [new Field("ts", ColumnType.Timestamp), new Field("price", ColumnType.Float64), new Field("n", ColumnType.Int64)]);

    /// <summary>All of them, always in the same order.</summary>
    public static IReadOnlyList<byte[]> Files()
    {
        var files = new List<byte[]>();
        foreach (var framing in new[] { ArrowFraming.File, ArrowFraming.Stream })
        {
            foreach (var compression in new[] { ArrowCompression.None, ArrowCompression.Lz4 })
            {
                files.Add(Write(EveryType, 12, framing, 5, compression, stamps: true));
                files.Add(Write(EveryType, 300, framing, 128, compression, stamps: false));
                files.Add(Write(Prices, 400, framing, 250, compression, stamps: false));
                files.Add(Write(Prices, 3000, framing, 1000, compression, stamps: true));
            }

            files.Add(Write(EveryType, 0, framing, 5, ArrowCompression.None, stamps: true));
        }

        if (Directory.Exists(Recordings))
        {
            files.AddRange(Directory.EnumerateFiles(Recordings, "*.feather").Order(StringComparer.Ordinal).Where(f => new FileInfo(f).Length < Longest).Select(File.ReadAllBytes));
        }

        return files;
    }

    private static byte[] Write(Schema schema, int rows, ArrowFraming framing, int rowsPerRecordBatch, ArrowCompression compression, bool stamps)
    {
        var random = new Random(rows + rowsPerRecordBatch);
        var (pool, symbols) = (new BufferPool(), new SymbolTables());
        var columns = schema.Fields.Select(f => ColumnBuilder.For(f.Name, f.Type, symbols, pool, Math.Max(1, rows))).ToArray();
        var at = new ValueBuilder<long>(ColumnType.Timestamp, pool, Math.Max(1, rows));
        for (var row = 0; row < rows; row++)
        {
            foreach (var (c, field) in schema.Fields.Index())
            {
                columns[c].AppendObject(field.Nullable && random.Next(5) == 0 ? null : Value(field, row, random));
            }

            at.Append(1_700_000_000_000_000_000 + row * 1000L);
        }

        using var output = new MemoryStream();
        using var writer = new ArrowWriter(output, schema, framing, rowsPerRecordBatch, stamps, compression);
        if (rows > 0)
        {
            using var batch = new Batch(schema, [.. columns.Select(c => (Column?)c.Build())], (ValueColumn<long>)at.Build(), 0, 0);
            writer.Write(batch);
        }

        writer.Complete();
        return output.ToArray();
    }

    private static object Value(Field field, int row, Random random) => field.Type.Kind switch
    {
        TypeKind.Timestamp => 1_700_000_000_000_000_000 + row * 1000L,
        TypeKind.Bool => random.Next(2) == 0,
        TypeKind.Int32 => random.Next(),
        TypeKind.Int64 => (long)row,
        TypeKind.Float32 => random.NextSingle(),
        TypeKind.Float64 => 100 + random.Next(100) / 100.0,
        TypeKind.Decimal => random.Next() / 100m,
        TypeKind.Symbol => $"SYM{random.Next(2 + row / 10)}",
        TypeKind.Enum => random.Next(2) == 0 ? "buy" : "sell",
        TypeKind.Vector => new[] { random.NextDouble(), 1.0 },
        _ => $"text {random.Next(20)}",
    };
}
