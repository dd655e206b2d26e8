using System.Globalization;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Every kind of join, over seeded rows with disorder, gives what SQLite gives for the queries of <c>tests/Golden/Joins/joins.sql</c>: 20,000 rows, or a million in the long run.</summary>
public sealed class JoinsEqualSqlTests
{
    private static readonly string[] Kinds =
        ["asof_backward", "asof_forward", "asof_nearest", "interval", "latest", "latest_ttl", "latest_both", "self_asof", "self_interval", "lookup"];

    private static int Rows => LongRun.IsAsked ? 1_000_000 : 20_000;

    [Theory]
    [InlineData(7, 1024)]
    [InlineData(8, 17)]
    public async Task EveryKind_IsRowByRowWhatSqlGives(int seed, int batch)
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        await Oracle.Run("Joins/joins.py", "make", "--rows", Rows.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture), data);
        Pipelines.Run(Oracle.Golden("Joins/joins.yaml"), batch, ("data", data), ("out", folder.Path));
        var lines = (await Oracle.Run("Joins/joins.py", "check", data, folder.Path)).Split('\n');
        Assert.Equal(Kinds, lines.Select(l => l[..l.IndexOf(':', StringComparison.Ordinal)]));
        Assert.All(lines, line => Assert.EndsWith(", 0 differences", line, StringComparison.Ordinal));
    }
}
