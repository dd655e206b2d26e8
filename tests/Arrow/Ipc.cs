using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Tests.Arrow;

/// <summary>Writes and reads whole files in memory.</summary>
internal static class Ipc
{
    public static byte[] Write(Schema schema, IEnumerable<Batch> batches, ArrowFraming framing, int rowsPerRecordBatch = 64, bool stamps = false,
        ArrowCompression compression = ArrowCompression.None)
    {
        using var output = new MemoryStream();
        using var writer = new ArrowWriter(output, schema, framing, rowsPerRecordBatch, stamps, compression);
        foreach (var batch in batches)
        {
            writer.Write(batch);
            batch.Dispose();
        }

        writer.Complete();
        return output.ToArray();
    }

    public static List<object?[]> Read(byte[] bytes) => Read(new MemoryStream(bytes), out _);

    public static List<object?[]> Read(Stream stream, out Schema schema)
    {
        var pool = new BufferPool(overwrite: true);
        using var reader = ArrowReader.Open(stream, "test.arrow", pool, new SymbolTables());
        var rows = new List<object?[]>();
        while (reader.Read() is { } batch)
        {
            rows.AddRange(Samples.Values(batch));
            batch.Dispose();
        }

        Assert.Equal(rows.Count, reader.RowsRead);
        Assert.Equal(0, pool.Rented);
        schema = reader.Schema;
        return rows;
    }
}
