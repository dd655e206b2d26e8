using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Tests.Arrow;

public class RoundTripTests
{
    [Theory]
    [InlineData(ArrowFraming.File, 1, 64, ArrowCompression.None)]
    [InlineData(ArrowFraming.File, 2, 1, ArrowCompression.None)]
    [InlineData(ArrowFraming.Stream, 3, 100, ArrowCompression.None)]
    [InlineData(ArrowFraming.Stream, 4, 65_536, ArrowCompression.None)]
    [InlineData(ArrowFraming.File, 1, 64, ArrowCompression.Lz4)]
    [InlineData(ArrowFraming.File, 2, 1, ArrowCompression.Lz4)]
    [InlineData(ArrowFraming.Stream, 3, 100, ArrowCompression.Lz4)]
    [InlineData(ArrowFraming.Stream, 4, 65_536, ArrowCompression.Lz4)]
    public void EveryType_ComesBackValueForValue(ArrowFraming framing, int seed, int rowsPerRecordBatch, ArrowCompression compression)
    {
        var rows = Samples.Rows(seed, 1000);
        var pool = new BufferPool(overwrite: true);
        var bytes = Ipc.Write(Samples.EveryType, Samples.Cut(Samples.EveryType, rows, seed, 150, pool, new SymbolTables()), framing, rowsPerRecordBatch, compression: compression);

        var read = Ipc.Read(new MemoryStream(bytes), out var schema);

        Assert.Equal(rows, read);
        Assert.Equal("sample/1", schema.Name);
        Assert.Equal(Samples.EveryType.Fields, schema.Fields);
        Assert.Equal(0, pool.Rented);
    }

    [Theory]
    [InlineData(ArrowFraming.File)]
    [InlineData(ArrowFraming.Stream)]
    public void ForwardOnlyInput_IsReadMessageByMessage(ArrowFraming framing)
    {
        var rows = Samples.Rows(5, 300);
        var bytes = Ipc.Write(Samples.EveryType, Samples.Cut(Samples.EveryType, rows, 5, 100, new BufferPool(), new SymbolTables()), framing);

        Assert.Equal(rows, Ipc.Read(new ForwardOnly(bytes), out _));
    }

    [Theory]
    [InlineData(ArrowFraming.File, ArrowCompression.None)]
    [InlineData(ArrowFraming.Stream, ArrowCompression.None)]
    [InlineData(ArrowFraming.File, ArrowCompression.Lz4)]
    public void OtherCuts_GiveTheSameBytes(ArrowFraming framing, ArrowCompression compression)
    {
        var rows = Samples.Rows(6, 700);
        var symbols = new SymbolTables();
        symbols["symbol"].Code("never used, so the run's codes differ from the file's");

        var one = Ipc.Write(Samples.EveryType, Samples.Cut(Samples.EveryType, rows, 1, 700, new BufferPool(), new SymbolTables()), framing, stamps: true, compression: compression);
        var other = Ipc.Write(Samples.EveryType, Samples.Cut(Samples.EveryType, rows, 2, 9, new BufferPool(overwrite: true), symbols), framing, stamps: true, compression: compression);

        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData(ArrowFraming.File)]
    [InlineData(ArrowFraming.Stream)]
    public void NoRows_IsAnEmptyFileWithASchema(ArrowFraming framing)
    {
        var bytes = Ipc.Write(Samples.EveryType, [], framing);

        Assert.Empty(Ipc.Read(new MemoryStream(bytes), out var schema));
        Assert.Equal(Samples.EveryType.Fields, schema.Fields);
    }

    [Fact]
    public void EnumWithAsManyNamesAsThereCanBe_ComesBack()
    {
        var schema = new Schema(null, [new Field("x", ColumnType.Enum([.. Enumerable.Range(1, ColumnType.MaxEnumNames - 1).Select(i => $"n{i}")]))]);
        var bytes = Ipc.Write(schema, [Samples.Dense(schema, [["n1"], ["n249"], ["unknown"]], new BufferPool(), new SymbolTables())], ArrowFraming.File);

        Assert.Equal([["n1"], ["n249"], ["unknown"]], Ipc.Read(new MemoryStream(bytes), out var read));
        Assert.Equal(schema.Fields, read.Fields);
    }

    [Fact]
    public void BatchesOfSeveralRuns_AreWrittenByText()
    {
        var schema = new Schema(null, [new Field("symbol", ColumnType.Symbol)]);
        var pool = new BufferPool();
        var a = Samples.Dense(schema, [["x"], ["y"]], pool, new SymbolTables());
        var b = Samples.Dense(schema, [["y"], ["z"], ["x"]], pool, new SymbolTables());

        var rows = Ipc.Read(Ipc.Write(schema, [a, b], ArrowFraming.File, rowsPerRecordBatch: 2));

        Assert.Equal([["x"], ["y"], ["y"], ["z"], ["x"]], rows);
    }

    [Fact]
    public void Stamps_ComeBackAsStreamTimeAndAreHidden()
    {
        var schema = new Schema("t/1", [new Field("ts", ColumnType.Timestamp), new Field("at", ColumnType.Int32)]);
        var pool = new BufferPool();
        var at = new ValueBuilder<long>(ColumnType.Timestamp, pool, 2);
        at.Append([5L, 9L]);
        using var dense = Samples.Dense(schema, [[1L, 1], [2L, 2]], pool, new SymbolTables());
        using var stamped = dense.WithColumns(schema, [dense.Share(0), dense.Share(1)], (ValueColumn<long>)at.Build(), 0);
        stamped.Retain();
        var bytes = Ipc.Write(schema, [stamped], ArrowFraming.Stream, stamps: true);

        using var reader = ArrowReader.Open(new MemoryStream(bytes), "test.arrow", pool, new SymbolTables());
        using var read = reader.Read()!;

        Assert.True(reader.HasStamps);
        Assert.Equal(schema.Fields, reader.Schema.Fields);
        Assert.Equal([5, 9], read.AtValues.ToArray());
        Assert.Equal(9, read.Frontier);
        Assert.Equal([[1L, 1], [2L, 2]], Samples.Values(read));
    }

    [Fact]
    public void NoStamps_StreamTimeIsTheNewestTsSoFar()
    {
        var schema = new Schema(null, [new Field("ts", ColumnType.Timestamp, true)]);
        object?[][] rows = [[7L], [3L], [null], [9L], [8L], [10L], [11L]];
        var pool = new BufferPool();
        var bytes = Ipc.Write(schema, [Samples.Dense(schema, rows, pool, new SymbolTables())], ArrowFraming.File, rowsPerRecordBatch: 5);
        using var reader = ArrowReader.Open(new MemoryStream(bytes), "test.arrow", pool, new SymbolTables());

        using var first = reader.Read()!;
        using var second = reader.Read()!;

        Assert.False(reader.HasStamps);
        Assert.Equal([7, 7, 7, 9, 9], first.AtValues.ToArray());
        Assert.Equal(9, first.Frontier);
        Assert.Equal([10, 11], second.AtValues.ToArray());
        Assert.Null(reader.Read());
    }

    [Fact]
    public void NoTs_StreamTimeIsZero()
    {
        var schema = new Schema(null, [new Field("x", ColumnType.Int32)]);
        var pool = new BufferPool();
        var bytes = Ipc.Write(schema, [Samples.Dense(schema, [[1], [2]], pool, new SymbolTables())], ArrowFraming.File);
        using var reader = ArrowReader.Open(new MemoryStream(bytes), "test.arrow", pool, new SymbolTables());

        using var batch = reader.Read()!;

        Assert.Equal([0, 0], batch.AtValues.ToArray());
    }
}
