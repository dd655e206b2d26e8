using StreamEngine.Data;

namespace StreamEngine.Tests.Data;

public sealed class ScatterTextTests
{
    [Fact]
    public void RowsNotSet_AreEmpty_NullsAreNull()
    {
        var pool = new BufferPool(overwrite: true);
        var column = new ScatterText(ColumnType.Json, pool);
        column.Begin(6);
        column.Set(1, "[1]"u8);
        column.Set(2, (string?)null);
        column.Set(4, "größer als zuvor, und länger als das erste Mal");
        var built = (TextColumn)column.Build();

        Assert.Equal(["", "[1]", "", "", "größer als zuvor, und länger als das erste Mal", ""], Enumerable.Range(0, 6).Select(built.Text));
        Assert.Equal([false, false, true, false, false, false], Enumerable.Range(0, 6).Select(built.IsNull));
        built.Release();
        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void NullInTheFirstBatch_IsForgottenInTheNext()
    {
        var column = new ScatterText(ColumnType.String, new BufferPool());
        column.Begin(1);
        column.SetNull(0);
        column.Build();
        column.Begin(2);
        column.Set(1, "x"u8);
        var built = (TextColumn)column.Build();

        Assert.False(built.IsNull(0));
        Assert.Equal("x", built.Text(1));
    }

    [Fact]
    public void RowBehindTheLast_IsABug()
    {
        var column = new ScatterText(ColumnType.String, new BufferPool());
        column.Begin(3);
        column.Set(1, "x"u8);
        Assert.Equal("row 1 is set behind row 1: a bug in the operator", Assert.Throws<InvalidOperationException>(() => column.Set(1, "y"u8)).Message);
    }
}
