using StreamEngine.Arrow;
using StreamEngine.Data;
using StreamEngine.Tests.Arrow;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>Small recordings made by hand, and the content hash of a file taken by the command.</summary>
internal static class ReplayFiles
{
    /// <summary>Four trades of two symbols as text: the third is before the second, the fourth equals the third.</summary>
    public const string Trades =
        "ts,symbol,trade_id,price,qty,side,note\n" +
        "1704067200000000000,BTCUSDT,7,100.5,1,buy,\n" +
        "1704067201500000000,ETHUSDT,90,10.25,3,sell,\"\"\n" +
        "1704067201400000000,BTCUSDT,9,101,0.5,sell,\"a,\"\"b\"\"\nc\"\n" +
        "1704067201400000000,BTCUSDT,9,101,0.5,sell,\"a,\"\"b\"\"\nc\"\n";

    /// <summary>What stands beside <see cref="Trades"/>.</summary>
    public const string TradeTypes =
        """
        {
          "columns": [
            {"name":"ts","type":"timestamp"},
            {"name":"symbol","type":"symbol"},
            {"name":"trade_id","type":"int64"},
            {"name":"price","type":"float64","unit":"quote"},
            {"name":"qty","type":"float64","unit":"base"},
            {"name":"side","type":"enum<buy|sell|unknown>"},
            {"name":"note","type":"string","nullable":true}
          ]
        }

        """;

    /// <summary>Writes <see cref="Trades"/> with its types.</summary>
    public static string WriteTrades(this TemporaryFolder folder, string name = "trades.csv")
    {
        folder.Write(name + ".schema.json", TradeTypes);
        return folder.Write(name, Trades);
    }

    /// <summary>Writes rows as an Arrow file; stream time is the first column.</summary>
    public static string WriteArrow(this TemporaryFolder folder, string name, Schema schema, IReadOnlyList<object?[]> rows, bool stamps = false, ArrowFraming framing = ArrowFraming.File, int perBatch = 65_536)
    {
        var path = Path.Combine(folder.Path, name);
        using var file = File.Create(path);
        using var writer = new ArrowWriter(file, schema, framing, perBatch, stamps);
        using var batch = Samples.Dense(schema, rows, new BufferPool(), new SymbolTables());
        writer.Write(batch);
        writer.Complete();
        return path;
    }

    /// <summary>The content hash of a file, as the command prints it.</summary>
    public static async Task<string> Hash(string file)
    {
        var done = await Tool.Run("replay", "hash", file);
        Assert.Equal("", done.Error);
        return done.Output[..64];
    }
}
