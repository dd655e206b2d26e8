using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Tests.Arrow;

public class DamageTests
{
    private const int Edits = 2500;

    [Theory]
    [InlineData(ArrowFraming.File, ArrowCompression.None)]
    [InlineData(ArrowFraming.Stream, ArrowCompression.None)]
    [InlineData(ArrowFraming.File, ArrowCompression.Lz4)]
    [InlineData(ArrowFraming.Stream, ArrowCompression.Lz4)]
    public void CutOffAnywhere_IsRefused(ArrowFraming framing, ArrowCompression compression)
    {
        var bytes = Small(framing, compression);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            var e = Assert.Throws<ArrowFormatException>(() => ReadAll(new MemoryStream(cut)));
            Assert.Equal("test.arrow", e.File);
            Assert.InRange(e.Offset, 0, length);
            if (framing == ArrowFraming.Stream)
            {
                Assert.Throws<ArrowFormatException>(() => ReadAll(new ForwardOnly(cut)));
            }
        }
    }

    [Theory]
    [InlineData(ArrowFraming.File, false, ArrowCompression.None)]
    [InlineData(ArrowFraming.File, true, ArrowCompression.None)]
    [InlineData(ArrowFraming.Stream, false, ArrowCompression.None)]
    [InlineData(ArrowFraming.Stream, true, ArrowCompression.None)]
    [InlineData(ArrowFraming.File, false, ArrowCompression.Lz4)]
    [InlineData(ArrowFraming.Stream, true, ArrowCompression.Lz4)]
    public void RandomEdits_AreReadOrRefusedInBoundedMemory(ArrowFraming framing, bool forwardOnly, ArrowCompression compression)
    {
        var original = Small(framing, compression);
        var random = new Random(42);
        var refused = 0;
        for (var i = 0; i < Edits; i++)
        {
            var bytes = (byte[])original.Clone();
            if (i % 2 == 0)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }
            else
            {
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length - 4), 4));
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ReadAll(forwardOnly ? new ForwardOnly(bytes) : new MemoryStream(bytes));
            }
            catch (Exception e) when (e is ArrowFormatException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L * bytes.Length + (1 << 20));
        }

        Assert.InRange(refused, Edits / 10, Edits);
    }

    [Theory]
    [InlineData("", "test.arrow: neither an Arrow IPC file nor a stream (at byte 0)")]
    [InlineData("ARROW", "test.arrow: neither an Arrow IPC file nor a stream (at byte 0)")]
    [InlineData("ARROW1\0\0", "test.arrow: cut off: the file ends before its footer (at byte 8)")]
    [InlineData("FEA1 and more", "test.arrow: neither an Arrow IPC file nor a stream (at byte 0)")]
    public void OtherBytes_AreRefused(string start, string message)
    {
        var e = Assert.Throws<ArrowFormatException>(() => ReadAll(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(start))));

        Assert.Equal(message, e.Message);
    }

    [Fact]
    public void StreamTimeThatRunsBackwards_IsRefused()
    {
        var schema = new Schema(null, [new Field("ts", ColumnType.Timestamp)]);
        using var batch = Samples.Dense(schema, [[5L], [4L]], new BufferPool(), new SymbolTables());
        batch.Retain();
        var bytes = Ipc.Write(schema, [batch], ArrowFraming.Stream, stamps: true);

        var e = Assert.Throws<ArrowFormatException>(() => ReadAll(new MemoryStream(bytes)));

        Assert.Equal("field 'at': stream time runs backwards at row 1 of a record batch", e.Reason);
    }

    private static byte[] Small(ArrowFraming framing, ArrowCompression compression)
    {
        var rows = Samples.Rows(9, 10);
        var fields = Samples.EveryType.Fields.Where(f => f.Name != "many").ToArray();
        var kept = rows.Select(r => r.Where((_, c) => Samples.EveryType[c].Name != "many").ToArray()).ToArray();
        var schema = new Schema("sample/1", fields);
        return Ipc.Write(schema, [Samples.Dense(schema, kept, new BufferPool(), new SymbolTables())], framing, rowsPerRecordBatch: 4, stamps: true, compression: compression);
    }

    private static void ReadAll(Stream stream)
    {
        using var reader = ArrowReader.Open(stream, "test.arrow", new BufferPool(), new SymbolTables());
        while (reader.Read() is { } batch)
        {
            batch.Dispose();
        }
    }
}
