using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Flow;

/// <summary>Rows for tests of flow operators: a time, a key and a number, written as <c>(at, key, n)</c> in ms.</summary>
internal static class FlowRows
{
    public const long Ms = 1_000_000;

    public static readonly Schema Schema = new(null,
        [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.Symbol, Nullable: true), new("n", ColumnType.Int64, Nullable: true), new("note", ColumnType.String, Nullable: true)]);

    /// <summary>A run of one node <c>x</c> over rows, with batches of at most <paramref name="batch"/> rows.</summary>
    public static PipelineRun Run(string node, IEnumerable<Dictionary<string, object?>> rows, int batch = 1024, params string[] ports)
    {
        var run = new PipelineRun { Options = new RunOptions { Clock = TimeProvider.System, Pool = new BufferPool(overwrite: true), BatchMax = batch, IsReplay = true } }
            .Given("rows", Schema, rows).Nodes(node);
        foreach (var port in ports.Length == 0 ? ["x"] : ports)
        {
            run.Collect(port);
        }

        return run.Execute();
    }

    /// <summary>A row at a time in ms, its <c>ts</c> the same.</summary>
    public static Dictionary<string, object?> Row(long ms, string? key, long? n, long? tsMs = null) =>
        new() { ["at"] = ms * Ms, ["ts"] = (tsMs ?? ms) * Ms, ["symbol"] = key, ["n"] = n, ["note"] = n is null ? null : $"#{n}" };

    /// <summary>Rows of a port as <c>at key n</c>, in ms.</summary>
    public static IReadOnlyList<string> Shown(PipelineRun run, string port = "x") =>
        [.. run.Rows(port).Select(r => FormattableString.Invariant($"{(long)r["at"]! / Ms} {r["symbol"] ?? "-"} {r["n"] ?? "-"}"))];

    /// <summary>Random rows: bursts, gaps, equal instants, skewed keys, values that repeat, some of them null.</summary>
    public static List<Dictionary<string, object?>> Random(int seed, int rows = 400)
    {
        var random = new Random(seed);
        var keys = new[] { "B", "B", "B", "A", "é", "𝔸", "" };
        var at = 1_000L;
        var made = new List<Dictionary<string, object?>>();
        for (var i = 0; i < rows; i++)
        {
            at += random.Next(10) switch { < 4 => 0, < 9 => random.Next(1, 30), _ => random.Next(100, 3_000) };
            made.Add(Row(at, keys[random.Next(keys.Length)], random.Next(8) == 0 ? null : random.Next(1, 12), at - (random.Next(3) == 0 ? random.Next(0, 300) : 0)));
        }

        return made;
    }

    /// <summary>The stream time of a row, ms.</summary>
    public static long At(Dictionary<string, object?> row) => (long)row["at"]! / Ms;

    /// <summary>The key of a row.</summary>
    public static string Key(Dictionary<string, object?> row) => (string)row["symbol"]!;

    /// <summary>A row as <see cref="Shown"/> shows it, at another time.</summary>
    public static string Show(Dictionary<string, object?> row, long? atMs = null) => FormattableString.Invariant($"{atMs ?? At(row)} {row["symbol"] ?? "-"} {row["n"] ?? "-"}");

    /// <summary>Keys in the order of their UTF-8 bytes.</summary>
    public static IEnumerable<T> InKeyOrder<T>(this IEnumerable<T> items, Func<T, string> key) =>
        items.OrderBy(i => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key(i))), StringComparer.Ordinal);
}
