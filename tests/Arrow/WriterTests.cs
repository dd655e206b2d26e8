using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Tests.Arrow;

public class WriterTests
{
    [Fact]
    public void PrunedColumn_IsABugInTheEngine()
    {
        var schema = new Schema(null, [new Field("x", ColumnType.Int32), new Field("y", ColumnType.Int32)]);
        using var batch = Samples.Dense(schema, [[1, 2]], new BufferPool(), new SymbolTables());
        using var pruned = batch.WithColumns(schema, [batch.Share(0), null]);
        using var writer = new ArrowWriter(new MemoryStream(), schema, ArrowFraming.File);

        var e = Assert.Throws<InvalidOperationException>(() => writer.Write(pruned));

        Assert.Equal("column 'y' was pruned but is read: a bug in the planner", e.Message);
    }

    [Fact]
    public void NullInAColumnThatIsNotNullable_IsABugInTheEngine()
    {
        var schema = new Schema(null, [new Field("x", ColumnType.Int32)]);
        using var batch = Samples.Dense(schema, [[1], [null]], new BufferPool(), new SymbolTables());
        using var writer = new ArrowWriter(new MemoryStream(), schema, ArrowFraming.File);
        writer.Write(batch);

        var e = Assert.Throws<InvalidOperationException>(writer.Complete);

        Assert.Equal("column 'x' is not nullable but holds a null: a bug in the operator that made it", e.Message);
    }

    [Theory]
    [InlineData("100000000000000000000")]
    [InlineData("0.0000000000000000001")]
    public void DecimalThatDoesNotFit_IsRefused(string value)
    {
        var schema = new Schema(null, [new Field("x", ColumnType.Decimal)]);
        using var batch = Samples.Dense(schema, [[decimal.Parse(value)]], new BufferPool(), new SymbolTables());
        using var writer = new ArrowWriter(new MemoryStream(), schema, ArrowFraming.File);

        var e = Assert.Throws<InvalidDataException>(() => writer.Write(batch));

        Assert.Equal($"column 'x' holds {value}, which decimal128(38, 18) cannot hold: at most 20 digits before the point and 18 behind it", e.Message);
    }

    [Fact]
    public void OtherColumns_AreRefused()
    {
        var schema = new Schema(null, [new Field("x", ColumnType.Int32)]);
        var other = new Schema(null, [new Field("x", ColumnType.Int64)]);
        using var batch = Samples.Dense(other, [[1L]], new BufferPool(), new SymbolTables());
        using var writer = new ArrowWriter(new MemoryStream(), schema, ArrowFraming.File);

        var e = Assert.Throws<ArgumentException>(() => writer.Write(batch));

        Assert.Equal("rows of rows(x: int64) do not fit rows(x: int32) (Parameter 'schema')", e.Message);
    }

    [Fact]
    public void SomeRows_AreWritten()
    {
        var schema = new Schema(null, [new Field("x", ColumnType.Int32)]);
        using var batch = Samples.Dense(schema, [[1], [2], [3], [4]], new BufferPool(), new SymbolTables());
        using var output = new MemoryStream();
        using var writer = new ArrowWriter(output, schema, ArrowFraming.Stream);

        writer.Write(batch, 1, 2);
        writer.Complete();

        Assert.Equal(2, writer.Rows);
        Assert.Equal([[2], [3]], Ipc.Read(output.ToArray()));
    }
}
