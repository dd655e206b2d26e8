using StreamEngine.Arrow;
using StreamEngine.Arrow.Reading;
using StreamEngine.Arrow.Writing;
using StreamEngine.Data;

namespace StreamEngine.Tests.Arrow;

/// <summary>Files made by hand to take more than they are worth. Each is refused, and none is given more than 64 times its length and 1 MiB.</summary>
public class HostileFileTests
{
    private static readonly Schema Numbers = new(null, [new Field("x", ColumnType.Int64)]);

    [Fact]
    public void FrameThatUnpacksToMuchMore_IsRefusedBeforeItIsUnpacked()
    {
        // four million zeros: 32 MB in a frame of 131 kB
        var bytes = Zeros(4_000_000);
        Assert.InRange(bytes.Length, 120_000, 140_000);

        var e = Refused(bytes);

        Assert.Equal($"field 'x': the record batch takes more than {32L * bytes.Length + 524_288} bytes of memory, 32 times the {bytes.Length} bytes of the input and 524288", e.Reason);
    }

    [Fact]
    public void WhatOurOwnWriterMakesOfTheSame_IsRead()
    {
        var pool = new BufferPool();
        var values = new ValueBuilder<long>(ColumnType.Int64, pool, 4_000_000);
        var at = new ValueBuilder<long>(ColumnType.Timestamp, pool, 4_000_000);
        values.Append(new long[4_000_000]);
        at.Append(new long[4_000_000]);
        var batch = new Batch(Numbers, [values.Build()], (ValueColumn<long>)at.Build(), 0, 0);
        var bytes = Ipc.Write(Numbers, [batch], ArrowFraming.File, 4_000_000, compression: ArrowCompression.Lz4);

        using var reader = ArrowReader.Open(new MemoryStream(bytes), "test.arrow", new BufferPool(), new SymbolTables());
        using var read = reader.Read()!;

        Assert.Equal(4_000_000, read.Count);
        Assert.Equal(-1, ((ValueColumn<long>)read.Column("x")).Values.IndexOfAnyExcept(0));
    }

    [Theory]
    [InlineData(1L << 30, "the values are 1073741824 bytes long, it says, which 57 compressed ones cannot be")]
    [InlineData(long.MaxValue, "the values are 9223372036854775807 bytes long, it says, which 57 compressed ones cannot be")]
    [InlineData(-2L, "the values are -2 bytes long, it says, which 57 compressed ones cannot be")]
    [InlineData(7_992L, "the values have 7992 bytes but need 8000")]
    [InlineData(8_008L, "the content has 8000 bytes, 8008 were declared")]
    [InlineData(0L, "the values have 0 bytes but need 8000")]
    public void LengthThatABufferCannotHave_IsRefused(long declared, string reason)
    {
        var bytes = Zeros(1000);
        var frame = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]);
        Assert.Equal(8000, BitConverter.ToInt64(bytes, frame - 8));
        BitConverter.GetBytes(declared).CopyTo(bytes, frame - 8);

        Assert.Equal($"field 'x': {reason}", Refused(bytes).Reason);
    }

    [Fact]
    public void FooterThatGivesAMessageAnotherLength_IsRefused()
    {
        var rows = Enumerable.Range(0, 20).Select(i => (object?[])[(long)i]).ToArray();
        var bytes = Ipc.Write(Numbers, [Samples.Dense(Numbers, rows, new BufferPool(), new SymbolTables())], ArrowFraming.File, 10);
        var block = Footer.Read(new StreamInput(new MemoryStream(bytes), "test.arrow"), new SymbolTables()).RecordBatches[1];
        byte[] inFooter = [.. BitConverter.GetBytes(block.Offset), .. BitConverter.GetBytes((long)block.MetadataLength), .. BitConverter.GetBytes(block.BodyLength)];
        var at = bytes.AsSpan().IndexOf(inFooter);
        bytes.AsSpan(at + 8, 16).Clear();

        Assert.Equal(
            $"the footer places a RecordBatch of 0 + 0 bytes here, but it has {block.MetadataLength} + {block.BodyLength}",
            Refused(bytes).Reason);
    }

    [Fact]
    public void FieldsWithoutBytes_AreTakenOutOfWhatTheInputMayHave()
    {
        // 200,000 rows of type null beside 200,000 bits
        var (bytes, _) = JavaScript.Write("write.mjs", "file", "nulls");

        var e = Refused(bytes);

        Assert.Equal($"field 'n0': the record batch takes more than {32L * bytes.Length + 524_288} bytes of memory, 32 times the {bytes.Length} bytes of the input and 524288", e.Reason);
    }

    [Fact]
    public void OneDictionaryOfManyFields_IsReadWhileItTakesLittle()
    {
        var (few, _) = JavaScript.Write("write.mjs", "file", "shared", "2");
        var (many, _) = JavaScript.Write("write.mjs", "file", "shared", "500");

        Assert.Equal([["000000000000", "000000000001"], ["000000000ffj", "000000000ffj"]], Ipc.Read(few));
        Assert.Equal($"its dictionaries take more than {32L * many.Length + 524_288} bytes of memory, 32 times the {many.Length} bytes of the input and 524288", Refused(many).Reason);
    }

    [Fact]
    public void Zstd_IsRefusedByName()
    {
        var (bytes, _) = JavaScript.Write("write.mjs", "file", "zstd");

        Assert.Equal("record batches compressed with ZSTD are not supported; write them with LZ4 or without compression", Refused(bytes).Reason);
    }

    [Fact]
    public void DictionaryReplacedInAFile_IsRefused()
    {
        var schema = new Schema(null, [new Field("s", ColumnType.Symbol)]);
        using var output = new MemoryStream();
        var writer = new MessageWriter(output, null);
        writer.FileHeader();
        writer.Schema(null, schema.Fields, stamps: false);
        writer.Dictionary(0, false, Texts("a"), 1);
        writer.Dictionary(0, false, Texts("b"), 1);
        writer.EndOfStream();
        writer.Footer(null, schema.Fields, stamps: false);
        writer.Flush();

        Assert.Equal("field 's': a file cannot replace a dictionary", Refused(output.ToArray()).Reason);
    }

    private static Body Texts(string text)
    {
        var texts = new Texts("s");
        texts.Append(text);
        var body = new Body();
        body.Node(1, 0);
        body.Buffer(default);
        texts.Lay(body);
        return body;
    }

    private static byte[] Zeros(int rows)
    {
        var body = new Body();
        body.Node(rows, 0);
        body.Bits(default);
        body.Buffer(new byte[8 * rows]);
        using var output = new MemoryStream();
        var writer = new MessageWriter(output, new BodyPacker(int.MaxValue));
        writer.FileHeader();
        writer.Schema(null, Numbers.Fields, stamps: false);
        writer.RecordBatch(body, rows);
        writer.EndOfStream();
        writer.Footer(null, Numbers.Fields, stamps: false);
        writer.Flush();
        return output.ToArray();
    }

    private static ArrowFormatException Refused(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<ArrowFormatException>(() => Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L * bytes.Length + (1 << 20));
        Assert.Equal("test.arrow", e.File);
        Assert.InRange(e.Offset, 0, bytes.Length);
        return e;
    }

    private static void Read(byte[] bytes)
    {
        using var reader = ArrowReader.Open(new MemoryStream(bytes), "test.arrow", new BufferPool(), new SymbolTables());
        while (reader.Read() is { } batch)
        {
            batch.Dispose();
        }
    }
}
