using StreamEngine.Arrow;
using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Arrow;

public sealed class ArrowFileTests : IDisposable
{
    private static readonly Schema Ticks = new("tick/1", [new Field("ts", ColumnType.Timestamp), new Field("n", ColumnType.Int64), new Field("symbol", ColumnType.Symbol)]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ArrowCompression.None)]
    [InlineData(ArrowCompression.Lz4)]
    public void EveryBatchInAnyOrder_IsThatOfReadingFromFirstToLast(ArrowCompression compression)
    {
        var rows = Samples.Rows(21, 1000);
        using var file = Open(Ipc.Write(Samples.EveryType, Samples.Cut(Samples.EveryType, rows, 21, 150, new BufferPool(), new SymbolTables()), ArrowFraming.File, 64, compression: compression), out var pool);
        var read = new List<object?[]>[file.BatchCount];

        foreach (var i in Enumerable.Range(0, file.BatchCount).OrderBy(i => i * 7 % 16))
        {
            using var batch = file.ReadBatch(i)!;
            read[i] = [.. Samples.Values(batch)];
            Assert.Equal(i < 15 ? 64 : 40, batch.Count);
            Assert.Equal(batch.Count, file.RowsOf(i));
        }

        Assert.Equal(16, file.BatchCount);
        Assert.Equal(rows, read.SelectMany(r => r));
        Assert.Equal(Samples.EveryType.Fields, file.Schema.Fields);
        Assert.Equal(0, pool.Rented);
    }

    [Theory]
    [InlineData(ArrowCompression.None, false)]
    [InlineData(ArrowCompression.None, true)]
    [InlineData(ArrowCompression.Lz4, true)]
    public void RowsAndTimes_AreFound(ArrowCompression compression, bool stamps)
    {
        // rows 0 … 94, ts = 100, 110, …; ten a record batch
        using var file = Open(Write(95, 10, compression, stamps), out _);

        Assert.Equal(95, file.Rows);
        Assert.Equal([0, 0, 1, 8, 9, 9, 10, 10], new long[] { 0, 9, 10, 89, 90, 94, 95, long.MaxValue }.Select(file.BatchOfRow));
        Assert.Equal([0, 10, 90], new[] { 0, 1, 9 }.Select(file.FirstRowOf));
        Assert.Equal([0, 0, 0, 1, 1, 2, 9, 9, 10, 10], new long[] { long.MinValue, 100, 190, 191, 290, 295, 1001, 1040, 1041, long.MaxValue }.Select(file.BatchOfTime));
    }

    [Fact]
    public void WhatLiesBefore_IsNotRead()
    {
        var bytes = Write(95, 10, ArrowCompression.None, stamps: false);
        using (var whole = Open(bytes, out _))
        {
            Assert.Equal(10, whole.BatchCount);
        }

        var lastBody = bytes.AsSpan().LastIndexOf(BitConverter.GetBytes(90L));
        bytes.AsSpan(2000, lastBody - 2000 - 600).Fill(0xEE); // record batches 1 to 8, heads and bodies
        using var file = Open(bytes, out _);

        using var batch = file.ReadBatch(9)!;

        Assert.Equal([90L, 91L, 92L, 93L, 94L], Samples.Values(batch).Select(r => r[1]));
        Assert.StartsWith($"{_folder.Path}/x.arrow: ", Assert.Throws<ArrowFormatException>(() => file.ReadBatch(4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchesWithoutRowsOrTimes_ArePassedOver()
    {
        var schema = new Schema(null, [new Field("ts", ColumnType.Timestamp, true)]);
        object?[][] rows = [[null], [null], [5L], [null], [null], [null], [7L], [9L], [null], [null]];
        var bytes = Ipc.Write(schema, [Samples.Dense(schema, rows, new BufferPool(), new SymbolTables())], ArrowFraming.File, 2);
        using var file = Open(bytes, out _);

        Assert.Equal([1, 1, 3, 3, 5], new long[] { 0, 5, 6, 9, 10 }.Select(file.BatchOfTime));
    }

    [Fact]
    public void NoTimes_AreAskedForInVain()
    {
        var schema = new Schema(null, [new Field("x", ColumnType.Int32)]);
        using var file = Open(Ipc.Write(schema, [Samples.Dense(schema, [[1]], new BufferPool(), new SymbolTables())], ArrowFraming.File), out _);

        Assert.Equal("the file has neither stream times nor a column 'ts' of type timestamp", Assert.Throws<InvalidOperationException>(() => file.BatchOfTime(0)).Message);
    }

    [Fact]
    public void NoRows_IsAFileWithoutBatches()
    {
        using var file = Open(Write(0, 10, ArrowCompression.Lz4, stamps: true), out _);

        Assert.Equal(0, file.BatchCount);
        Assert.Equal(0, file.Rows);
        Assert.Equal(0, file.BatchOfRow(0));
        Assert.Equal(0, file.BatchOfTime(0));
    }

    [Fact]
    public void FilesLongerThanTheWindow_AreReadFromBothEnds()
    {
        using var file = Open(Write(600_000, 65_536, ArrowCompression.None, stamps: false), out _);
        Assert.InRange(new FileInfo(_folder.Path + "/x.arrow").Length, 9 << 20, 64 << 20);

        foreach (var i in (int[])[9, 0, 5, 4, 9])
        {
            using var batch = file.ReadBatch(i)!;
            Assert.Equal(i * 65_536L, batch.Value("n", 0));
            Assert.Equal(i * 65_536L + batch.Count - 1, batch.Value("n", batch.Count - 1));
        }

        Assert.Equal(9, file.BatchOfRow(599_999));
        Assert.Equal(4, file.BatchOfTime(100 + 300_000 * 10L));
    }

    [Theory]
    [InlineData("", "cut off: the file is empty (at byte 0)")]
    [InlineData("ARR", "not an Arrow IPC file (at byte 0)")]
    [InlineData("something else that is long enough", "not an Arrow IPC file (at byte 0)")]
    [InlineData("ARROW1\0\0", "cut off: the file ends before its footer (at byte 8)")]
    public void OtherBytes_AreRefused(string text, string reason)
    {
        var e = Assert.Throws<ArrowFormatException>(() => Open(System.Text.Encoding.ASCII.GetBytes(text), out _));

        Assert.Equal($"{_folder.Path}/x.arrow: {reason}", e.Message);
    }

    private static byte[] Write(int rows, int rowsPerRecordBatch, ArrowCompression compression, bool stamps)
    {
        var pool = new BufferPool();
        var symbols = new SymbolTables();
        var written = Enumerable.Range(0, rows).Chunk(1000).Select(part => Samples.Dense(Ticks, [.. part.Select(i => (object?[])[100 + 10L * i, (long)i, $"S{i % 7}"])], pool, symbols));
        return Ipc.Write(Ticks, written, ArrowFraming.File, rowsPerRecordBatch, stamps, compression);
    }

    private ArrowFile Open(byte[] bytes, out BufferPool pool)
    {
        var path = _folder.Path + "/x.arrow";
        File.WriteAllBytes(path, bytes);
        pool = new BufferPool(overwrite: true);
        return ArrowFile.Open(path, pool, new SymbolTables());
    }
}
