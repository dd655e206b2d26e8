using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Runtime;

public sealed class KeyTableTests
{
    private static readonly Schema Shape = new(null, [new("a", ColumnType.Int64, true), new("b", ColumnType.Timestamp, true), new("s", ColumnType.Symbol)]);

    [Fact]
    public void WholeNumbers_AreNumberedByFirstAppearance_AndANullHasNoKey()
    {
        var keys = new KeyTable(["a"], [Shape]);
        using var batch = Batch((7, 1, "x"), (-3, 1, "x"), (null, 1, "x"), (7, 2, "y"), (70, 1, "x"));

        Assert.Equal([0, 1, -1, 0, 2], Enumerable.Range(0, batch.Count).Select(i => keys.Ordinal(0, batch, i)));
        Assert.Equal(["7", "-3", "70"], Enumerable.Range(0, keys.Count).Select(keys.Text));
    }

    [Fact]
    public void PairsOfWholeNumbers_AreOneKey_AndTheirTextsAreJoinedByATab()
    {
        var keys = new KeyTable(["a", "b"], [Shape]);
        using var batch = Batch((1, 12, "x"), (11, 2, "x"), (1, 12, "x"), (1, null, "x"), (long.MinValue, long.MinValue, "x"));

        Assert.Equal([0, 1, 0, -1, 2], Enumerable.Range(0, batch.Count).Select(i => keys.Ordinal(0, batch, i)));
        Assert.Equal(["1\t12", "11\t2", "-9223372036854775808\t-9223372036854775808"], Enumerable.Range(0, keys.Count).Select(keys.Text));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a,b")]
    [InlineData("a,s")]
    [InlineData("s")]
    public void Order_IsThatOfTheUtf8BytesOfTheTexts(string key)
    {
        var random = new Random(3);
        var texts = new[] { "", "A", "AAAAAAAA", "AAAAAAAAB", "AAAAAAAAé", "AAAé", "AAA\uFF21", "AAA\U0001D538", "B", "\0", "\0\0", "é" };
        var keys = new KeyTable(key.Split(','), [Shape]);
        using var batch = Batch([.. Enumerable.Range(0, 400).Select(_ => ((long?)(random.Next(-20, 120) * (random.Next(4) == 0 ? 1_000_000_007L : 1)), (long?)random.Next(3), texts[random.Next(texts.Length)]))]);
        for (var i = 0; i < batch.Count; i++)
        {
            keys.Ordinal(0, batch, i);
        }

        var ordinals = Enumerable.Range(0, keys.Count).OrderBy(_ => random.Next()).ToList();
        new KeyOrder(keys).Sort(ordinals);

        var expected = Enumerable.Range(0, keys.Count).Select(keys.Text).OrderBy(t => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(t)), StringComparer.Ordinal);
        Assert.Equal(expected, ordinals.Select(keys.Text));
        var few = ordinals.Take(9).Reverse().ToList();
        new KeyOrder(keys).Sort(few);
        Assert.Equal(ordinals.Take(9), few);
    }

    private static Batch Batch(params (long? A, long? B, string S)[] rows)
    {
        var writer = new PortWriter(Shape, null, new SymbolTables(), new BufferPool());
        foreach (var (a, b, s) in rows)
        {
            writer.Values<long>("a")!.Append(a);
            writer.Values<long>("b")!.Append(b);
            writer.Symbols("s")!.Append(s);
            writer.Commit(0);
        }

        return writer.Take(0, 0);
    }
}
