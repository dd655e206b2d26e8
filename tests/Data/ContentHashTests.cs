using StreamEngine.Arrow;
using StreamEngine.Data;
using StreamEngine.Tests.Arrow;

namespace StreamEngine.Tests.Data;

public class ContentHashTests
{
    private static readonly Schema Small = new("any/1",
    [
        new Field("ts", ColumnType.Timestamp),
        new Field("price", ColumnType.Float64, true),
        new Field("money", ColumnType.Decimal),
        new Field("symbol", ColumnType.Symbol),
        new Field("side", ColumnType.Enum("buy", "sell")),
        new Field("ok", ColumnType.Bool),
        new Field("v", ColumnType.Vector(TypeKind.Float32, 2)),
    ]);

    /// <summary>
    /// Golden value by this Python:
    /// <code>
    /// import hashlib, struct
    /// t = lambda s: struct.pack('&lt;i', len(s.encode())) + s.encode()
    /// h = hashlib.sha256(struct.pack('&lt;i', 7))
    /// for n, y in [('ts','timestamp'),('price','float64'),('money','decimal'),('symbol','symbol'),('side','enum&lt;buy|sell|unknown&gt;'),('ok','bool'),('v','vector&lt;float32, 2&gt;')]:
    ///     h.update(t(n) + t(y))
    /// d = lambda digits, places, neg: digits.to_bytes(12, 'little') + bytes([places, neg])
    /// one = b'\1'
    /// h.update(one + struct.pack('&lt;q', 1) + one + struct.pack('&lt;d', -0.0) + one + d(15, 1, 1) + one + t('ž') + one + t('sell') + one + b'\1' + one + struct.pack('&lt;2f', 1, 2))
    /// h.update(one + struct.pack('&lt;q', -2) + b'\0' + one + d(0, 0, 0) + one + t('') + one + t('buy') + one + b'\0' + one + struct.pack('&lt;2f', 0.5, -1))
    /// print(h.hexdigest())
    /// </code>
    /// </summary>
    [Fact]
    public void GoldenRows_HaveTheHashPythonGives() =>
        Assert.Equal("d776246fd328dba73f0d40656b7ec5804a062026a42525da1ef95a2886045231", Hash(
            [1L, -0.0, -1.50m, "ž", "sell", true, new[] { 1f, 2f }],
            [-2L, null, 0.000m, "", "buy", false, new[] { 0.5f, -1f }]));

    [Fact]
    public void CutsCodesAndFiles_DoNotMatter()
    {
        var rows = Samples.Rows(21, 900);
        var symbols = new SymbolTables();
        symbols["symbol"].Code("shifts every code by one");

        var whole = Hash(Samples.EveryType, Samples.Cut(Samples.EveryType, rows, 1, 900, new BufferPool(), new SymbolTables()));
        var cut = Hash(Samples.EveryType, Samples.Cut(Samples.EveryType, rows, 2, 7, new BufferPool(), symbols));
        var bytes = Ipc.Write(Samples.EveryType, Samples.Cut(Samples.EveryType, rows, 3, 70, new BufferPool(), symbols), ArrowFraming.Stream, 33);

        Assert.Equal(whole, cut);
        Assert.Equal(whole, Hash(bytes));
    }

    [Fact]
    public void OneOtherValue_IsAnotherHash()
    {
        object?[] first = [1L, 0.0, 1m, "a", "buy", true, new[] { 1f, 2f }];
        object?[] second = [2L, 0.0, 1m, "a", "buy", true, new[] { 1f, 2f }];
        object?[] With(int column, object? value) => [.. first.Select((old, c) => c == column ? value : old)];

        string[] hashes =
        [
            Hash(first, second), Hash(second, first), Hash(first), Hash(With(1, null), second), Hash(With(1, -0.0), second), Hash(With(2, 1.1m), second),
            Hash(With(3, "b"), second), Hash(With(4, "sell"), second), Hash(With(5, false), second), Hash(With(6, new[] { 1f, 3f }), second),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void OtherNamesOrTypes_AreAnotherHash()
    {
        static string Empty(string name, ColumnType type) => Hash(new Schema(null, [new Field(name, type)]), []);

        Assert.NotEqual(Empty("x", ColumnType.Int64), Empty("y", ColumnType.Int64));
        Assert.NotEqual(Empty("x", ColumnType.Int64), Empty("x", ColumnType.Timestamp));
    }

    private static string Hash(params object?[][] rows) => Hash(Small, [Samples.Dense(Small, rows, new BufferPool(), new SymbolTables())]);

    private static string Hash(Schema schema, IEnumerable<Batch> batches)
    {
        using var hash = new ContentHash(schema);
        foreach (var batch in batches)
        {
            hash.Add(batch);
            batch.Dispose();
        }

        return hash.Hex();
    }

    private static string Hash(byte[] file)
    {
        using var reader = ArrowReader.Open(new MemoryStream(file), "test.arrow", new BufferPool(), new SymbolTables());
        using var hash = new ContentHash(reader.Schema);
        while (reader.Read() is { } batch)
        {
            hash.Add(batch);
            batch.Dispose();
        }

        return hash.Hex();
    }
}
